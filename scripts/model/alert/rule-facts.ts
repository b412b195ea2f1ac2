import { childrenOf, queryTree, textOf, type Node } from '../slo/promql-tree.ts'
import { parsePrometheusDuration } from '../slo/prometheus/go-text.ts'
import type { Alert, Recording } from '../records/alert.ts'
import { SECOND, type Duration } from '../time.ts'

/** What a rule says that a text about it could get wrong. */
export interface RuleFacts {
  alert: Alert
  /** Every length in it, with what it is: its `for`, a range, an offset. */
  durations: { length: Duration; what: string }[]
  /** Every number in it, and what sums of them come to. */
  numbers: number[]
  /** The numbers that something is compared with. */
  thresholds: { value: number; op: string; left: string }[]
  metrics: Set<string>
  /** The labels that the alert comes with; null where that depends on what is measured. */
  labels: Set<string> | null
  /** The labels that its expression sums by; empty where it doesn't, or that isn't known. */
  by: string[]
  /** Whether every name in it could be followed to what is measured. */
  isWhole: boolean
}

/** Recording rules by name. */
export type Recordings = ReadonlyMap<string, Recording>

/** What Prometheus adds to every alert of a server, by the names that are usual: https://prometheus.io/docs/prometheus/latest/configuration/configuration/. */
const EXTERNAL = ['cluster', 'prometheus', 'environment', 'env', 'region', 'datacenter', 'dc']

/** Longer ones nest deeper than is worth following. */
const MOST_CHARACTERS = 5000

/** What a rule says, its recording rules followed; null where its expression isn't PromQL. */
export function factsOf(alert: Alert, recordings: Recordings): RuleFacts | null {
  const tree = alert.expr.length > MOST_CHARACTERS ? null : queryTree(alert.expr)
  if (!tree) return null
  const query: Query = { text: alert.expr, recordings, depth: 0, followed: new Set(), known: new Map() }
  const facts: RuleFacts = {
    alert,
    durations: [],
    numbers: [],
    thresholds: [],
    metrics: new Set(),
    labels: null,
    by: [],
    isWhole: true,
  }
  const lasting = [
    [alert.for, '`for`'],
    [alert.keep_firing_for, '`keep_firing_for`'],
    ...Object.entries(alert.labels).map(([name, value]) => [value, `label \`${name}\``] as const),
  ] as const
  for (const [text, what] of lasting) {
    const length = parsePrometheusDuration(text ?? '')
    if (length !== null && length > 0) facts.durations.push({ length, what })
  }
  collect(query, tree, facts)
  const own = labelsOf(query, inner(tree))
  facts.by = own === null ? [] : [...own]
  facts.labels = own === null ? null : new Set([...own, ...Object.keys(alert.labels), 'alertname', ...EXTERNAL])
  return facts
}

interface Query {
  text: string
  recordings: Recordings
  /** How many recording rules lie above. */
  depth: number
  /** Recording rules that were looked into, each once. */
  followed: Set<string>
  /** Their labels. */
  known: Map<string, Labels>
}

/** Recording rules are made of recording rules; one that names itself has no end. */
const DEEPEST = 5

const inner = (tree: Node): Node => childrenOf(tree)[0] ?? tree

function collect(query: Query, tree: Node, facts: RuleFacts) {
  tree.cursor().iterate(({ node }) => {
    switch (node.name) {
      case 'NumberDurationLiteral':
      case 'BinaryExpr': {
        const value = folded(query.text, node)
        if (value !== null) facts.numbers.push(value)
        else if (COMPARISONS.has(operatorOf(node))) addThreshold(query.text, node, facts)
        return
      }
      case 'NumberDurationLiteralInDurationContext': {
        const length = parsePrometheusDuration(textOf(query.text, node))
        if (length !== null)
          facts.durations.push({ length, what: node.parent?.name.startsWith('Offset') ? 'offset' : 'range' })
        return
      }
      case 'StringLiteral': {
        // A bucket of a histogram, a code.
        const value = Number(textOf(query.text, node).slice(1, -1))
        if (Number.isFinite(value)) facts.numbers.push(value)
        return
      }
      case 'VectorSelector':
        addMetric(query, node, facts)
        return
      default:
    }
  })
}

/** What a recording rule of a name is made of. */
function recordingOf(query: Query, name: string): { query: Query; tree: Node; labels: string[] } | null {
  const { expr, labels } = query.recordings.get(name) ?? {}
  if (expr === undefined || query.depth >= DEEPEST || expr.length > MOST_CHARACTERS) return null
  const tree = queryTree(expr)
  return tree && { query: { ...query, text: expr, depth: query.depth + 1 }, tree, labels: Object.keys(labels ?? {}) }
}

function addThreshold(text: string, node: Node, { thresholds }: RuleFacts) {
  const [left, right] = sidesOf(node)
  if (!left || !right) return
  const value = folded(text, right)
  const other = folded(text, left)
  if (value !== null)
    thresholds.push({ value, op: textOf(text, childrenOf(node)[1] ?? null), left: plain(textOf(text, left)) })
  else if (other !== null) thresholds.push({ value: other, op: '', left: plain(textOf(text, right)) })
}

/** An expression without its blanks: the same however it is laid out. */
export const plain = (text: string): string => text.replaceAll(/\s+/g, '')

function addMetric(query: Query, node: Node, facts: RuleFacts) {
  const name = metricOf(query.text, node)
  if (name === null) facts.isWhole = false
  else {
    facts.metrics.add(name)
    if (query.followed.has(name)) return
    query.followed.add(name)
    const recording = recordingOf(query, name)
    if (recording) collect(recording.query, recording.tree, facts)
    // By their colons: https://prometheus.io/docs/practices/rules/.
    else if (name.includes(':')) facts.isWhole = false
  }
}

/** The metric that a selector names, in either of two ways. */
function metricOf(text: string, selector: Node): string | null {
  const name = textOf(text, selector.getChild('Identifier'))
  if (name !== '') return name
  const [, quoted = ''] = /__name__\s*=\s*"([\w:]+)"/.exec(textOf(text, selector)) ?? []
  return quoted === '' ? null : quoted
}

const COMPARISONS = new Set(['Gtr', 'Gte', 'Lss', 'Lte', 'EqlC', 'Eql', 'Neq'])
const operatorOf = (node: Node): string => childrenOf(node)[1]?.name ?? ''
const sidesOf = (node: Node): [Node | undefined, Node | undefined] => {
  const children = childrenOf(node)
  return [children[0], children.at(-1)]
}

/** What an expression of numbers alone comes to; durations in seconds. Null where something is measured in it. */
export function folded(text: string, node: Node): number | null {
  switch (node.name) {
    case 'NumberDurationLiteral': {
      const written = textOf(text, node)
      const length = parsePrometheusDuration(written)
      const value =
        length === null ? Number(written.toLowerCase().replace(/^([+-]?)inf$/, '$1Infinity')) : length / SECOND
      return Number.isNaN(value) ? null : value
    }
    case 'ParenExpr':
    case 'PromQL': {
      const [only] = childrenOf(node)
      return only ? folded(text, only) : null
    }
    case 'UnaryExpr': {
      const [sign, of] = childrenOf(node)
      const value = of ? folded(text, of) : null
      return value === null ? null : textOf(text, sign ?? null) === '-' ? -value : value
    }
    case 'BinaryExpr': {
      const [left, right] = sidesOf(node)
      const calculate = ARITHMETIC[operatorOf(node)]
      const [a, b] = [left ? folded(text, left) : null, right ? folded(text, right) : null]
      return !calculate || a === null || b === null ? null : calculate(a, b)
    }
    default:
      return null
  }
}

const ARITHMETIC: Record<string, ((a: number, b: number) => number) | undefined> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Pow: (a, b) => a ** b,
}

type Labels = Set<string> | null

/** The labels that the series of an expression have; null where that depends on what is measured. */
function labelsOf(query: Query, node: Node): Labels {
  switch (node.name) {
    case 'AggregateExpr':
      return aggregated(query, node)
    case 'BinaryExpr':
      return combined(query, node)
    case 'FunctionCall':
      return called(query, node)
    case 'VectorSelector': {
      const name = metricOf(query.text, node) ?? ''
      const known = query.known.get(name)
      if (known !== undefined) return known
      const recording = recordingOf(query, name)
      const own = recording ? labelsOf(recording.query, inner(recording.tree)) : null
      const all = own && new Set([...own, ...(recording?.labels ?? [])])
      query.known.set(name, all)
      return all
    }
    case 'ParenExpr':
    case 'UnaryExpr':
    case 'OffsetExpr':
    case 'SubqueryExpr':
    case 'MatrixSelector':
    case 'StepInvariantExpr': {
      const of = childrenOf(node).find(({ name }) => name !== 'UnaryOp')
      return of ? labelsOf(query, of) : null
    }
    case 'NumberDurationLiteral':
      return new Set()
    default:
      return null
  }
}

const namesIn = ({ text }: Query, grouping: Node | null | undefined): string[] =>
  childrenOf(grouping ?? null).map((label) => textOf(text, label).replaceAll('"', ''))

/** Those that pick some of the series as they are: https://prometheus.io/docs/prometheus/latest/querying/operators/. */
const PICKING = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio'])

function aggregated(query: Query, node: Node): Labels {
  const of = textOf(query.text, node.getChild('AggregateOp')).toLowerCase()
  const modifier = node.getChild('AggregateModifier')
  const inside = childrenOf(node.getChild('FunctionCallBody')).at(-1)
  if (PICKING.has(of)) return inside ? labelsOf(query, inside) : null
  if (of === 'count_values') return null
  if (!modifier) return new Set()
  const names = new Set(namesIn(query, modifier.getChild('GroupingLabels')))
  if (modifier.getChild('By')) return names
  return (inside ? labelsOf(query, inside) : null)?.difference(names) ?? null
}

function combined(query: Query, node: Node): Labels {
  const [left, right] = sidesOf(node)
  if (!left || !right) return null
  const op = operatorOf(node)
  if (folded(query.text, left) !== null) return labelsOf(query, right)
  if (folded(query.text, right) !== null || op === 'And' || op === 'Unless') return labelsOf(query, left)
  const [one, other] = [labelsOf(query, left), labelsOf(query, right)]
  if (op === 'Or') return one && other && one.union(other)
  const matching = node.getChild('MatchingModifierClause')
  const [names, more] = matching?.getChildren('GroupingLabels').map((labels) => namesIn(query, labels)) ?? []
  if (matching?.getChild('GroupRight')) return other && new Set([...other, ...(more ?? [])])
  if (matching?.getChild('GroupLeft')) return one && new Set([...one, ...(more ?? [])])
  if (matching?.getChild('On')) return new Set(names)
  return one?.difference(new Set(matching ? names : [])) ?? null
}

/** Functions whose series have labels of their own making. */
const RELABELLING = /^(?:label_replace|label_join|absent|absent_over_time|info)$/
const WITHOUT_LABELS = /^(?:vector|scalar|time|pi)$/

function called(query: Query, node: Node): Labels {
  const name = textOf(query.text, node.getChild('FunctionIdentifier'))
  if (RELABELLING.test(name)) return null
  if (WITHOUT_LABELS.test(name)) return new Set()
  const of = childrenOf(node.getChild('FunctionCallBody')).find((argument) => folded(query.text, argument) === null)
  const labels = of ? labelsOf(query, of) : null
  return name.startsWith('histogram_quantile') ? (labels?.difference(new Set(['le'])) ?? null) : labels
}

/** The metrics and recorded series that an expression names; none where it isn't PromQL. */
export function metricsIn(expr: string): string[] {
  const names: string[] = []
  queryTree(expr)
    ?.cursor()
    .iterate(({ node }) => {
      if (node.name === 'VectorSelector') names.push(metricOf(expr, node) ?? '')
    })
  return names
}
