import { treeOf, type Node } from './promql-tree.ts'

/** A part of a query's text. */
export interface Span {
  from: number
  to: number
}

/** What a query is of, as far as counting goes. */
export interface QueryShape {
  /** Names of metrics, of those that are written out. */
  metrics: ReadonlySet<string>
  /** Whether every series that it reads is named. */
  named: boolean
  /** The durations of its ranges, `5m` of `rate(x[5m])`. */
  ranges: Span[]
  /** What it takes of series at one moment, `x{a="b"}`: no part of a range. */
  moments: Span[]
  /**
   * What its value is: events a second, as of `sum(rate(…))`, or events in the range, as of `sum(increase(…))`; null for
   * anything that isn't a sum of those.
   */
  unit: 'per_second' | 'count' | null
  /** Whether it is a sum of what stands in it, times or over numbers. */
  additive: boolean
  /** Whether all that it reads are rates and increases: then it is right over a range of any length. */
  of_rates: boolean
}

const UNITS = { Rate: 'per_second', Increase: 'count' } as const
/** What leaves a sum of counts one: labels changed, nothing taken for something, a least or a greatest value. */
const KEEPS =
  /^(?:PromQL|ParenExpr|OffsetExpr|Offset|OffsetDurationExpr|FunctionCall|FunctionCallBody|FunctionIdentifier|Rate|Increase|Vector|LabelReplace|LabelJoin|ClampMin|ClampMax|HistogramCount|AggregateExpr|AggregateOp|Sum|AggregateModifier|By|Without|Group\w*|BinaryExpr|UnaryExpr|Add|Sub|Or|And|Unless|Gtr|Gte|Neq|Lss|Lte|MatchingModifierClause|On|Ignoring|MatrixSelector|VectorSelector|DurationExpr|Label\w*|Identifier|QuotedLabel\w*|Unquoted\w*|MatchOp|Eql\w*|Neq\w*|StringLiteral|Number\w*|LineComment)$/
const SCALES = new Set(['Mul', 'Div'])

/** Reads the shape of a query, with durations in it wherever it has a window. Linear in its text. */
export function shapeOf(query: string): QueryShape {
  const metrics = new Set<string>()
  const [ranges, moments]: [Span[], Span[]] = [[], []]
  const units = new Set<'per_second' | 'count'>()
  let [named, additive, ofRates] = [true, true, true]
  treeOf(query).iterate({
    enter: ({ name, from, to, node }) => {
      if (name === 'MatrixSelector') {
        const duration = node.lastChild
        if (duration) ranges.push({ from: duration.from, to: duration.to })
        if (!OF_COUNTERS.has(functionOf(node))) ofRates = false
      }
      if (name === 'SubqueryExpr') ofRates = false
      if (name === 'SubqueryExpr' || (SCALES.has(name) && !scalesByNumber(node.parent))) additive = false
      else if (!KEEPS.test(name) && !SCALES.has(name)) additive = false
      if (name === 'VectorSelector') {
        const metric = node.getChild('Identifier')
        if (metric) metrics.add(query.slice(metric.from, metric.to))
        else named = false
        if (node.parent?.name !== 'MatrixSelector') moments.push({ from, to })
      }
      if (name === 'Rate' || name === 'Increase') units.add(UNITS[name])
    },
  })
  const [unit] = units
  return {
    metrics,
    named: named && metrics.size > 0,
    ranges,
    moments,
    unit: additive && moments.length === 0 && units.size === 1 ? (unit ?? null) : null,
    additive,
    of_rates: ofRates && ranges.length > 0 && moments.length === 0,
  }
}

const OF_COUNTERS = new Set(['Rate', 'Increase'])

/** The function that a range stands in. */
function functionOf(range: Node): string {
  let node: Node | null = range
  while (node && node.name !== 'FunctionCall') node = node.parent
  return node?.getChild('FunctionIdentifier')?.firstChild?.name ?? ''
}

const scalesByNumber = (expression: Node | null): boolean =>
  expression?.name === 'BinaryExpr' &&
  [expression.firstChild, expression.lastChild].some((side) => side?.name.startsWith('Number') ?? false)

/** A query with another text in the place of some of its parts, which come in order. */
export function replaced(query: string, spans: readonly Span[], by: (text: string) => string): string {
  let [text, at] = ['', 0]
  for (const { from, to } of spans) {
    text += query.slice(at, from) + by(query.slice(from, to))
    at = to
  }
  return text + query.slice(at)
}
