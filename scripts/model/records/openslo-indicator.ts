import type { Path, Place } from '../diagnostic.ts'
import type { OpenSloOf } from './openslo.ts'
import type { Indicator, Query } from './slo.ts'
import type { SloDocument } from './slo-document.ts'
import type { FindObject } from './slo-object.ts'

type Sli = OpenSloOf<'SLI'>['spec']
type Metric = NonNullable<Sli['thresholdMetric']>

/** What an SLI measures, written out at `path` or a document of its own; null where half of it is missing. */
export function indicatorOf(
  spec: Sli,
  { file, document }: SloDocument,
  path: Path,
  find: FindObject,
): Indicator | null {
  const query = ({ metricSource: source }: Metric, ...below: string[]): Query => {
    const inner = [...path, ...below, 'metricSource', 'spec']
    const text = source.spec['query']
    const store =
      source.type ?? (source.metricSourceRef ? find('DataSource', source.metricSourceRef)?.data.spec.type : undefined)
    const at: Place = { file, document, path: typeof text === 'string' ? [...inner, 'query'] : inner }
    return { text: typeof text === 'string' ? text : null, source: store?.toLowerCase() ?? null, at }
  }
  const { thresholdMetric: threshold, ratioMetric: ratio } = spec
  if (threshold) return { kind: 'threshold', value: query(threshold, 'thresholdMetric') }
  if (ratio?.raw)
    return {
      kind: 'raw_ratio',
      of: ratio.rawType === 'success' ? 'good' : 'bad',
      ratio: query(ratio.raw, 'ratioMetric', 'raw'),
    }
  const of = ratio?.good ? 'good' : 'bad'
  const part = ratio?.[of]
  if (!part || !ratio?.total) return null
  return {
    kind: 'ratio',
    of,
    part: query(part, 'ratioMetric', of),
    total: query(ratio.total, 'ratioMetric', 'total'),
    counter: ratio.counter ?? false,
  }
}
