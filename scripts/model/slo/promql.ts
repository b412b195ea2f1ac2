import { childrenOf, MOST_CHARACTERS, textOf, treeOf, type Node, type QueryProblem } from './promql-tree.ts'
import { typesProblem } from './promql-types.ts'

/** The window as Sloth's validator finds it: `TplSLIQueryWindowVarRegex`. */
const WINDOW = /\{\{ *\.window *\}\}/
const ANY_WINDOW = /\{\{-? *\.window *-?\}\}/g

/** Whether a query leaves its window to the rules that are made of it. */
export const hasWindow = (text: string): boolean => WINDOW.test(text)

/**
 * Whether Prometheus can read a query: its grammar, and what its parser asks of types beyond the grammar, that a range
 * goes into `rate` and nothing else goes with one. A duration stands in the place of `{{.window}}`.
 */
export function promqlProblem(text: string): QueryProblem | null {
  if (text.trim() === '') return { message: 'Unexpected blank query, expected PromQL.', help: 'Write the query.' }
  if (text.length > MOST_CHARACTERS)
    return {
      message: `Unexpected query of ${text.length} characters, expected at most ${MOST_CHARACTERS}.`,
      help: 'Record a part of it by a rule, and name that.',
    }
  const query = text.replaceAll(ANY_WINDOW, '1m')
  const template = query.indexOf('{{')
  if (template !== -1)
    return {
      message: `Unexpected template \`${query.slice(template, template + 30)}\` in the query, expected \`{{.window}}\` alone.`,
      help: 'Write out what stands in the other braces.',
    }
  const tree = treeOf(query)
  const problems: QueryProblem[] = []
  tree.iterate({
    enter: ({ type, node }) => {
      if (problems.length > 0) return false
      const found = type.isError ? syntaxProblem(query, node.from) : typeProblem(query, node)
      if (found) problems.push(found)
      return undefined
    },
  })
  return problems[0] ?? typesProblem(query, tree)
}

function syntaxProblem(query: string, at: number): QueryProblem {
  const rest = query.slice(at).trim()
  return {
    message:
      rest === ''
        ? 'Unexpected end of the query, expected more PromQL.'
        : `Unexpected \`${rest.length > 30 ? `${rest.slice(0, 30)}…` : rest}\` in the query, expected PromQL.`,
    help: 'Look at brackets, braces, commas and the names of functions before it.',
  }
}

/** Functions of a range, `rate(x[5m])`: https://prometheus.io/docs/prometheus/latest/querying/functions/. */
const OF_RANGE =
  /^(?:rate|irate|increase|delta|idelta|deriv|predict_linear|changes|resets|holt_winters|double_exponential_smoothing|\w+_over_time)$/

function typeProblem(query: string, node: Node): QueryProblem | null {
  switch (node.name) {
    case 'FunctionCall':
      return callProblem(query, node)
    case 'AggregateExpr':
      return rangeIn(query, node.getChild('FunctionCallBody'))
    case 'BinaryExpr':
    case 'UnaryExpr':
      return rangeIn(query, node)
    default:
      return null
  }
}

function callProblem(query: string, node: Node): QueryProblem | null {
  const name = textOf(query, node.getChild('FunctionIdentifier'))
  const body = node.getChild('FunctionCallBody')
  if (!OF_RANGE.test(name)) return rangeIn(query, body)
  const given = childrenOf(body)
  const range = given[name === 'quantile_over_time' ? 1 : 0]
  if (range && isRange(range)) return null
  const written = range ? shorten(textOf(query, range)) : ''
  return {
    message: `Unexpected \`${name}(${written})\` without a range, expected one behind what it is of.`,
    help: `Write \`${name}(${written || 'metric'}[{{.window}}])\`.`,
  }
}

/** What stands where one value at a time belongs, and is a range of them. */
function rangeIn(query: string, node: Node | null): QueryProblem | null {
  const range = childrenOf(node).find(isRange)
  return range
    ? {
        message: `Unexpected range \`${shorten(textOf(query, range))}\`, expected one value at a time there.`,
        help: 'Put it into a function of a range, such as `rate(…)`.',
      }
    : null
}

const isRange = (node: Node): boolean => {
  let inner: Node | null = node
  while (inner && ['ParenExpr', 'OffsetExpr', 'StepInvariantExpr'].includes(inner.name)) inner = inner.firstChild
  return inner?.name === 'MatrixSelector' || inner?.name === 'SubqueryExpr'
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
