import type { OpenSloOf } from './openslo.ts'
import type { SloDocument } from './slo-document.ts'
import { isGiven, oneOfKeys, share, type SloProblem } from './slo-problem.ts'
import { shorthand } from './window-problems.ts'
import type { Path } from '../diagnostic.ts'

type Spec = OpenSloOf<'SLO'>['spec']
type Objective = Spec['objectives'][number]

/** What is wrong with the objectives of an OpenSLO v1 SLO. */
export function* objectiveProblems({ writtenAs }: SloDocument, spec: Spec): Generator<SloProblem> {
  for (const [i, objective] of spec.objectives.entries()) {
    const path = ['spec', 'objectives', i]
    yield* oneOfKeys(objective, ['target', 'targetPercent'], path)
    if (isGiven(objective.target)) yield* share({ path: [...path, 'target'], whole: 1, writtenAs })
    if (isGiven(objective.targetPercent)) yield* share({ path: [...path, 'targetPercent'], whole: 100, writtenAs })
    yield* sliceProblems(objective, spec.budgetingMethod, path)
    if (isGiven(objective.timeSliceTarget))
      yield* share({ path: [...path, 'timeSliceTarget'], whole: 1, upTo: true, writtenAs })
    yield* thresholdProblems(objective, (objective.indicator ?? spec.indicator)?.spec, path)
  }
}

function* sliceProblems(objective: Objective, method: Spec['budgetingMethod'], path: Path): Generator<SloProblem> {
  const needs = {
    Occurrences: [],
    Timeslices: ['timeSliceTarget', 'timeSliceWindow'],
    RatioTimeslices: ['timeSliceWindow'],
  }
  for (const key of ['timeSliceTarget', 'timeSliceWindow'] as const) {
    const isNeeded = needs[method].some((one) => one === key)
    if (isNeeded && !isGiven(objective[key]))
      yield {
        path,
        message: `Missing \`${key}\`, expected it of a budget in ${method}.`,
        help: `Add \`${key}: ${key === 'timeSliceTarget' ? '0.95' : '5m'}\`.`,
      }
    if (!isNeeded && isGiven(objective[key]))
      yield {
        path: [...path, key],
        key: true,
        severity: 'warning',
        message: `Unexpected \`${key}\` of a budget in ${method}, expected none: it changes nothing.`,
        help: 'Remove it, or write another `budgetingMethod`.',
      }
  }
  if (isGiven(objective.timeSliceWindow)) yield* shorthand(objective.timeSliceWindow, [...path, 'timeSliceWindow'])
}

/** `op` and `value` go with a threshold; of an indicator by reference the old schema and the SDK leave it open. */
function* thresholdProblems(
  objective: Objective,
  sli: OpenSloOf<'SLI'>['spec'] | undefined,
  path: Path,
): Generator<SloProblem> {
  for (const key of ['op', 'value'] as const) {
    if (isGiven(sli?.thresholdMetric) && !isGiven(objective[key]))
      yield {
        path,
        message: `Missing \`${key}\`, expected it where values are held against a threshold.`,
        help: `Add \`${key}: ${key === 'op' ? 'lte' : '200'}\`.`,
      }
    if (isGiven(sli?.ratioMetric) && isGiven(objective[key]))
      yield {
        path: [...path, key],
        key: true,
        message: `Unexpected \`${key}\` with \`ratioMetric\`, expected it with \`thresholdMetric\` alone.`,
        help: 'Remove it.',
      }
  }
}
