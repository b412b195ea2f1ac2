import type { Query } from '../../records/slo.ts'
import { parseQuery, type FilledWith } from '../prometheus/query-template.ts'
import { hasWindow } from '../promql.ts'
import { MOST_CHARACTERS } from '../promql-tree.ts'
import { replaced, shapeOf, type QueryShape } from '../promql-shape.ts'
import { withVariables } from '../queries.ts'

/** A query as Prometheus can be asked it. */
export interface AskableQuery {
  /** With a duration, as Prometheus writes it, as the range. The same whatever it is where it has no place for one. */
  filled: FilledWith
  shape: QueryShape
  /** Whether the range is one that can be chosen. */
  hasWindow: boolean
}

/**
 * Reads a query so that its range can be that of the period asked for. `{{.window}}` and OpenSLO's variables are such a
 * place. Where `ratio`, so is the written range of `rate(x[5m])`, since a rate over the hour is that of its minutes; and
 * where it is a counter that is taken as it stands, `x_total` becomes `increase(x_total[…])`, series by series, before
 * anything is summed: that is how a counter that begins anew is noticed.
 */
export function askable(query: Query, how: How): Askable {
  const key = JSON.stringify([how.ratio, how.counter])
  const known = read.get(query) ?? new Map<string, Askable>()
  const found = known.get(key) ?? reading(query, how)
  read.set(query, known.set(key, found))
  return found
}

type Askable = AskableQuery | { error: string }
interface How {
  ratio: boolean
  counter: boolean
}

/** Thousands of objectives share one query, which is read once. */
const read = new WeakMap<Query, Map<string, Askable>>()

function reading({ text }: Query, { ratio, counter }: How): Askable {
  if (text === null) return { error: 'its query stands under a key that is not known here' }
  if (text.length > MOST_CHARACTERS) return { error: `its query has more than ${MOST_CHARACTERS} characters` }
  const filled = filledOf(text)
  const [some, other] = [filled('1m'), filled('2m')]
  const shape = shapeOf(some)
  if (some !== other) return { filled, shape, hasWindow: true }
  if (ratio && shape.of_rates)
    return { filled: (window) => replaced(some, shape.ranges, () => window), shape, hasWindow: true }
  if (ratio && counter && shape.additive && shape.ranges.length === 0 && shape.moments.length > 0) {
    const increased: FilledWith = (window) =>
      replaced(some, shape.moments, (series) => `increase(${series}[${window}])`)
    return { filled: increased, shape: { ...shapeOf(increased('1m')), unit: 'count' }, hasWindow: true }
  }
  return { filled: () => some, shape, hasWindow: false }
}

function filledOf(text: string): FilledWith {
  const template = hasWindow(text) ? parseQuery(text) : null
  return typeof template === 'function' ? template : (window) => withVariables(text, window)
}
