import type { Path } from '../diagnostic.ts'
import type { OpenSlo, OpenSloOf } from './openslo.ts'
import { objectiveProblems } from './objective-problems.ts'
import type { SloDocument } from './slo-document.ts'
import { dnsLabel, isGiven, oneOfKeys, type SloProblem } from './slo-problem.ts'
import { parseShorthand } from './slo-window.ts'
import { shorthand, windowProblems } from './window-problems.ts'

type Document = Extract<SloDocument, { format: 'openslo' }>
const SPEC = ['spec']

/** What is wrong with a document of OpenSLO v1 that its schema alone can't tell. */
export function* openSloProblems(one: Document): Generator<SloProblem> {
  const { data } = one
  yield* dnsLabel(data.metadata.name, ['metadata', 'name'])
  switch (data.kind) {
    case 'SLO':
      return yield* sloProblems(one, data)
    case 'SLI':
      return yield* sliProblems(data.spec, SPEC)
    case 'DataSource':
      if (!isGiven(data.spec.connectionDetails))
        yield {
          path: SPEC,
          message: 'Missing `connectionDetails`, expected how to reach it.',
          help: 'Add `connectionDetails: {url: …}`.',
        }
      return
    case 'AlertPolicy':
      return yield* policyProblems(data.spec, SPEC)
    case 'AlertCondition':
      return yield* conditionProblems(data.spec, SPEC)
    default:
  }
}

function* sloProblems(one: Document, { spec }: Extract<OpenSlo, { kind: 'SLO' }>): Generator<SloProblem> {
  yield* indicatorProblems(spec)
  const [window] = spec.timeWindow ?? []
  const path = [...SPEC, 'timeWindow', 0]
  const lengthPath = [...path, 'duration']
  if (isGiven(spec.timeWindow) && !window)
    yield {
      path: [...SPEC, 'timeWindow'],
      message: 'Unexpected list with nothing in it, expected one window.',
      help: 'Write `timeWindow: [{duration: 30d, isRolling: true}]`.',
    }
  if (window) {
    yield* shorthand(window.duration, lengthPath)
    const { calendar, isRolling } = window
    const length = parseShorthand(window.duration)
    yield* windowProblems({ length, isRolling: isRolling ?? false, calendar, path, lengthPath })
  }
  yield* objectiveProblems(one, spec)
  for (const [i, policy] of (spec.alertPolicies ?? []).entries()) {
    const at = [...SPEC, 'alertPolicies', i]
    if (typeof policy === 'string')
      yield {
        path: at,
        severity: 'warning',
        message: `Unexpected bare name of an alert policy, expected \`alertPolicyRef\`: OpenSLO's tools of today don't read it.`,
        help: `Write \`alertPolicyRef: ${policy.slice(0, 63)}\`.`,
      }
    else {
      yield* inlineProblems(policy, { ref: 'alertPolicyRef', kind: 'AlertPolicy' }, at)
      if (policy.spec) yield* policyProblems(policy.spec, [...at, 'spec'])
    }
  }
}

/** An SLO has its indicator at its top, or, where it is made of several, one in each objective. */
function* indicatorProblems(spec: OpenSloOf<'SLO'>['spec']): Generator<SloProblem> {
  const keys = ['indicator', 'indicatorRef']
  const isComposite = spec.objectives.some((one) => isGiven(one.indicator) || isGiven(one.indicatorRef))
  const hasOwn = isGiven(spec.indicator) || isGiven(spec.indicatorRef)
  if (!isComposite || hasOwn) yield* oneOfKeys(spec, keys, SPEC)
  if (spec.indicator) yield* sliProblems(spec.indicator.spec, [...SPEC, 'indicator', 'spec'])
  for (const [i, objective] of spec.objectives.entries()) {
    const path = [...SPEC, 'objectives', i]
    const own = isGiven(objective.indicator) ? 'indicator' : 'indicatorRef'
    if (hasOwn && isGiven(objective[own]))
      yield {
        path: [...path, own],
        key: true,
        message: `Unexpected \`${own}\` of an objective beside that of the whole SLO, expected one or the other.`,
        help: 'Remove one of them.',
      }
    else if (isComposite && !hasOwn) yield* oneOfKeys(objective, keys, path)
    if (objective.indicator) yield* sliProblems(objective.indicator.spec, [...path, 'indicator', 'spec'])
  }
}

function* sliProblems(spec: OpenSloOf<'SLI'>['spec'], path: Path): Generator<SloProblem> {
  yield* oneOfKeys(spec, ['thresholdMetric', 'ratioMetric'], path)
  const ratio = spec.ratioMetric
  if (!ratio) return
  const at = [...path, 'ratioMetric']
  if (isGiven(ratio.raw)) {
    yield* oneOfKeys(ratio, ['raw', 'good', 'bad', 'total'], at)
    if (!isGiven(ratio.rawType))
      yield {
        path: at,
        message: 'Missing `rawType`, expected success or failure: what `raw` is the share of.',
        help: 'Add `rawType: success`.',
      }
    return
  }
  yield* oneOfKeys(ratio, ['good', 'bad'], at)
  if (!isGiven(ratio.total))
    yield { path: at, message: 'Missing `total`, expected what all events are counted by.', help: 'Add `total: …`.' }
}

function* policyProblems(spec: OpenSloOf<'AlertPolicy'>['spec'], path: Path): Generator<SloProblem> {
  for (const [i, condition] of spec.conditions.entries()) {
    const at = [...path, 'conditions', i]
    yield* inlineProblems(condition, { ref: 'conditionRef', kind: 'AlertCondition' }, at)
    if (condition.spec) yield* conditionProblems(condition.spec, [...at, 'spec'])
  }
  for (const [i, target] of spec.notificationTargets.entries())
    yield* inlineProblems(target, { ref: 'targetRef', kind: 'AlertNotificationTarget' }, [
      ...path,
      'notificationTargets',
      i,
    ])
}

function* conditionProblems(
  { condition }: { condition: { op?: unknown; lookbackWindow: string; alertAfter?: string | null | undefined } },
  path: Path,
): Generator<SloProblem> {
  if (!isGiven(condition.op))
    yield {
      path: [...path, 'condition'],
      severity: 'warning',
      message: 'Missing `op`, expected what the burn rate is compared by: taken for gte.',
      help: 'Add `op: gte`.',
    }
  yield* shorthand(condition.lookbackWindow, [...path, 'condition', 'lookbackWindow'])
  if (isGiven(condition.alertAfter)) yield* shorthand(condition.alertAfter, [...path, 'condition', 'alertAfter'])
}

/** What is either named, or written out with its kind. */
function* inlineProblems(
  said: {
    kind?: string | null | undefined
    metadata?: { name: string } | null | undefined
    spec?: object | null | undefined
  },
  { ref, kind }: { ref: string; kind: string },
  path: Path,
): Generator<SloProblem> {
  yield* oneOfKeys(said, [ref, 'spec'], path)
  if (!said.spec) return
  if (said.kind !== kind)
    yield {
      path: isGiven(said.kind) ? [...path, 'kind'] : path,
      message: isGiven(said.kind)
        ? `Unexpected kind ${JSON.stringify(said.kind.slice(0, 60))}, expected ${kind}.`
        : `Missing \`kind\`, expected ${kind}.`,
      help: `Write \`kind: ${kind}\`.`,
    }
  if (said.metadata) yield* dnsLabel(said.metadata.name, [...path, 'metadata', 'name'])
  else yield { path, message: 'Missing `metadata`, expected a name in it.', help: 'Add `metadata: {name: …}`.' }
}
