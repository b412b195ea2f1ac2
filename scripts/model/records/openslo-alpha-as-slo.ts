import { rational } from '../rational.ts'
import { plainLine } from './plain-line.ts'
import type { AlphaSlo } from './openslo-alpha.ts'
import { openSloNamed } from './openslo-named.ts'
import type { Indicator, Query, Slo, SloObjective } from './slo.ts'
import { exactAt, type SloDocument } from './slo-document.ts'
import { alphaShorthand, shorthandWords, windowOf } from './slo-window.ts'
import type { Path } from '../diagnostic.ts'

type Alpha = Extract<SloDocument, { format: 'openslo_v1alpha' }>
type Said = Omit<Alpha, 'data'> & { data: AlphaSlo }

/** The SLO of a v1alpha document, none of its services. Without `calendar` a window rolls, as Sloth reads it. */
export function alphaAsSlo({ data, ...place }: Alpha): Slo[] {
  if (data.kind !== 'SLO') return []
  const one = { ...place, data }
  const { metadata: meta, spec } = data
  const [written] = spec.timeWindows ?? []
  const length = written ? alphaShorthand(written) : null
  const window = windowOf(length, written?.calendar)
  const objectives = spec.objectives.map((said, i): SloObjective => {
    const path = ['spec', 'objectives', i]
    const targetPath = [...path, 'target']
    return {
      target: exactAt(one, targetPath) ?? rational(0n),
      window,
      method: spec.budgetingMethod === 'Occurrences' ? 'occurrences' : 'timeslices',
      name: plainLine(said.displayName ?? '') || null,
      path,
      targetPath,
      indicator: indicatorOf(one, i),
      op: said.op ?? null,
      value: exactAt(one, [...path, 'value']),
      time_slice_target: exactAt(one, [...path, 'timeSliceTarget']),
      time_slice_window: null,
    }
  })
  const [first, ...others] = objectives
  if (!first) return []
  return [
    {
      ...openSloNamed(one),
      format: 'openslo_v1alpha',
      window,
      window_text: length && shorthandWords(length),
      objectives: [first, ...others],
      labels: meta.labels ?? {},
      alert_policies: [],
    },
  ]
}

function indicatorOf({ data: { spec }, file, document }: Said, index: number): Indicator | null {
  const ratio = spec.objectives[index]?.ratioMetrics
  const query = (said: { source: string; queryType: string; query: string }, path: Path): Query => ({
    text: said.query,
    // Sloth takes `sloth` for its own, in the same language.
    source: said.queryType.toLowerCase() === 'promql' ? 'prometheus' : said.source.toLowerCase(),
    at: { file, document, path: [...path, 'query'] },
  })
  const path = ['spec', 'objectives', index, 'ratioMetrics']
  if (ratio)
    return {
      kind: 'ratio',
      of: 'good',
      part: query(ratio.good, [...path, 'good']),
      total: query(ratio.total, [...path, 'total']),
      counter: ratio.incremental ?? ratio.counter ?? false,
    }
  return spec.indicator
    ? { kind: 'threshold', value: query(spec.indicator.thresholdMetric, ['spec', 'indicator', 'thresholdMetric']) }
    : null
}
