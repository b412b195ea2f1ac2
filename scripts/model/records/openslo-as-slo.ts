import type { Path } from '../diagnostic.ts'
import { divide, rational } from '../rational.ts'
import { alertPoliciesOf } from './openslo-alerts.ts'
import { indicatorOf } from './openslo-indicator.ts'
import type { OpenSloOf } from './openslo.ts'
import { plainLine } from './plain-line.ts'
import { openSloNamed } from './openslo-named.ts'
import type { Indicator, Slo, SloObjective } from './slo.ts'
import { exactAt, type SloDocument } from './slo-document.ts'
import type { FindObject } from './slo-object.ts'
import { parseShorthand, windowOf } from './slo-window.ts'

type Document = Extract<SloDocument, { format: 'openslo' }>
type Spec = OpenSloOf<'SLO'>['spec']

const METHODS = { Occurrences: 'occurrences', Timeslices: 'timeslices', RatioTimeslices: 'ratio_timeslices' } as const

/** The SLO of a document of kind SLO, with what it refers to; none of the other kinds. */
export function openSloAsSlo(one: Document, find: FindObject): Slo[] {
  if (one.data.kind !== 'SLO') return []
  const { metadata: meta, spec } = one.data
  const [written] = spec.timeWindow ?? []
  const window = written ? windowOf(parseShorthand(written.duration), written.calendar) : null
  const whole = indicatorAt(one, ['spec'], spec, find)
  const objectives = spec.objectives.map((said, i) => objectiveOf({ one, spec, window, whole, find }, said, i))
  const [first, ...others] = objectives
  if (!first) return []
  return [
    {
      ...openSloNamed({ ...one, data: { metadata: meta, spec } }),
      format: 'openslo',
      window,
      window_text: written?.duration ?? null,
      objectives: [first, ...others],
      labels: Object.fromEntries(
        Object.entries(meta.labels ?? {}).map(([key, value]) => [key, Array.isArray(value) ? value.join(',') : value]),
      ),
      alert_policies: alertPoliciesOf(one, spec, find),
    },
  ]
}

interface Around {
  one: Document
  spec: Spec
  window: Slo['window']
  whole: Indicator | null
  find: FindObject
}

function objectiveOf(around: Around, said: Spec['objectives'][number], index: number): SloObjective {
  const { one, spec, window, whole, find } = around
  const path = ['spec', 'objectives', index]
  const percent = exactAt(one, [...path, 'targetPercent'])
  const isPercent = said.targetPercent !== null && said.targetPercent !== undefined
  const own = said.indicator || said.indicatorRef ? indicatorAt(one, path, said, find) : whole
  return {
    target: isPercent
      ? divide(percent ?? rational(0n), rational(100n))
      : (exactAt(one, [...path, 'target']) ?? rational(0n)),
    window,
    method: METHODS[spec.budgetingMethod],
    name: plainLine(said.displayName ?? '') || null,
    path,
    targetPath: [...path, isPercent ? 'targetPercent' : 'target'],
    indicator: own,
    op: said.op ?? null,
    value: exactAt(one, [...path, 'value']),
    time_slice_target: exactAt(one, [...path, 'timeSliceTarget']),
    time_slice_window: said.timeSliceWindow ?? null,
  }
}

/** The indicator that stands at a path, or is referred to there; null where it isn't to be found. */
function indicatorAt(
  one: Document,
  path: Path,
  said: Pick<Spec, 'indicator' | 'indicatorRef'>,
  find: FindObject,
): Indicator | null {
  if (said.indicator) return indicatorOf(said.indicator.spec, one, [...path, 'indicator', 'spec'], find)
  return typeof said.indicatorRef === 'string' ? indicatorNamed(said.indicatorRef, find) : null
}

/** Of an SLI that thousands refer to there is one indicator, so that its queries are read once. */
const named = new WeakMap<FindObject, Map<string, Indicator | null>>()

function indicatorNamed(name: string, find: FindObject): Indicator | null {
  const known = named.get(find) ?? new Map<string, Indicator | null>()
  named.set(find, known)
  const same = known.get(name)
  if (same !== undefined) return same
  const found = find('SLI', name)
  const indicator = found ? indicatorOf(found.data.spec, found.document, ['spec'], find) : null
  known.set(name, indicator)
  return indicator
}
