/** What an expression of PromQL gives: https://prometheus.io/docs/prometheus/latest/querying/basics/#expression-language-data-types. */
export type Kind = 'vector' | 'range' | 'number' | 'text'

export interface Signature {
  takes: readonly Kind[]
  /** How many of them may be left out, from the end on. */
  optional: number
  /** The last one may be repeated. */
  more: boolean
}

const KINDS: Readonly<Record<string, Kind>> = { v: 'vector', r: 'range', n: 'number', t: 'text' }

/** `vn?`: a vector, and a number that may be left out; `vt*`: a vector, and any number of texts. */
function signature(short: string): Signature {
  const takes = [...short].flatMap((sign) => KINDS[sign] ?? [])
  return { takes, optional: [...short].filter((sign) => '?*'.includes(sign)).length, more: short.endsWith('*') }
}

/** By what they take; functions over a range that aren't here take it alone. https://prometheus.io/docs/prometheus/latest/querying/functions/ */
const FUNCTIONS: Readonly<Record<string, string>> = {
  '': 'pi time',
  v: 'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad scalar sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  'v?': 'day_of_month day_of_week day_of_year days_in_month hour minute month year',
  r: 'changes delta deriv idelta increase irate rate resets',
  n: 'vector',
  vn: 'clamp_max clamp_min',
  'vn?': 'round',
  vnn: 'clamp',
  nv: 'histogram_quantile',
  nnv: 'histogram_fraction',
  rn: 'predict_linear',
  rnn: 'double_exponential_smoothing holt_winters',
  nr: 'quantile_over_time',
  vtttt: 'label_replace',
  'vttt*': 'label_join',
  'vt*': 'sort_by_label sort_by_label_desc',
}

const OF_FUNCTION = new Map(
  Object.entries(FUNCTIONS).flatMap(([short, names]) => names.split(' ').map((name) => [name, signature(short)])),
)

/** What a function takes; null of one that isn't known here. */
export const functionSignature = (name: string): Signature | null =>
  OF_FUNCTION.get(name) ?? (name.endsWith('_over_time') ? signature('r') : null)

/** What an aggregation takes. https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
export const aggregationSignature = (name: string): Signature =>
  signature(name === 'count_values' ? 'tv' : /^(?:topk|bottomk|quantile|limitk|limit_ratio)$/.test(name) ? 'nv' : 'v')

/** What a function gives: a value for each series but of these. */
export const givenBy = (name: string): Kind => (['time', 'scalar', 'pi'].includes(name) ? 'number' : 'vector')
