import { aggregationSignature, functionSignature, givenBy, type Kind, type Signature } from './promql-signatures.ts'
import { childrenOf, textOf, type Node, type QueryProblem, type treeOf } from './promql-tree.ts'

/*
 * What Prometheus asks of a query beyond its grammar, as `checkAST` of its promql/parser does: who writes `… or 0` gets a
 * file of rules that no Prometheus loads.
 */

/** What is wrong with the types of a query whose grammar is fine. */
export function typesProblem(query: string, tree: ReturnType<typeof treeOf>): QueryProblem | null {
  // From the inside out, each once: expressions may be thousands deep.
  const kinds = new Map<string, Kind>()
  const kindOf = (node: Node | null): Kind | null => (node ? (kinds.get(keyOf(node)) ?? null) : null)
  let found: QueryProblem | null = null
  tree.iterate({
    enter: () => found === null,
    leave: ({ node }) => {
      if (found !== null) return
      found = problemOf(query, node, kindOf)
      const kind = kindGiven(query, node, kindOf)
      if (kind !== null) kinds.set(keyOf(node), kind)
    },
  })
  return found
}

type KindOf = (node: Node | null) => Kind | null

const keyOf = ({ name, from, to }: Node): string => `${name} ${from} ${to}`
const firstOf = (node: Node): Node | null => node.firstChild
const lastOf = (node: Node): Node | null => node.lastChild

function kindGiven(query: string, node: Node, kindOf: KindOf): Kind | null {
  switch (node.name) {
    case 'VectorSelector':
    case 'AggregateExpr':
      return 'vector'
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'range'
    case 'NumberDurationLiteral':
      return 'number'
    case 'StringLiteral':
      return 'text'
    case 'ParenExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return kindOf(firstOf(node))
    case 'UnaryExpr':
      return kindOf(lastOf(node))
    case 'FunctionCall':
      return givenBy(textOf(query, node.getChild('FunctionIdentifier')))
    case 'BinaryExpr':
      return kindOf(firstOf(node)) === 'number' && kindOf(lastOf(node)) === 'number' ? 'number' : 'vector'
    default:
      return null
  }
}

function problemOf(query: string, node: Node, kindOf: KindOf): QueryProblem | null {
  switch (node.name) {
    case 'VectorSelector':
      return selectorProblem(query, node)
    case 'StringLiteral':
      return escapeProblem(textOf(query, node))
    case 'MatrixSelector':
      return firstOf(node)?.name === 'VectorSelector' ? null : rangeProblem(query, firstOf(node))
    case 'UnaryExpr':
      return isValue(kindOf(lastOf(node))) ? null : valueProblem(query, lastOf(node))
    case 'BinaryExpr':
      return binaryProblem(query, node, kindOf)
    case 'AggregateExpr': {
      const name = textOf(query, node.getChild('AggregateOp'))
      return argumentsProblem(query, node, { name, takes: aggregationSignature(name.toLowerCase()) }, kindOf)
    }
    case 'FunctionCall': {
      const name = textOf(query, node.getChild('FunctionIdentifier'))
      const takes = functionSignature(name)
      return takes && argumentsProblem(query, node, { name, takes }, kindOf)
    }
    default:
      return null
  }
}

const isValue = (kind: Kind | null): boolean => kind === 'number' || kind === 'vector'

const valueProblem = (query: string, node: Node | null): QueryProblem => ({
  message: `Unexpected \`${short(textOf(query, node))}\` in a calculation, expected a number or one value at a time of each series.`,
  help: 'Take it out, or put it into a function that gives one.',
})

const rangeProblem = (query: string, node: Node | null): QueryProblem => ({
  message: `Unexpected range behind \`${short(textOf(query, node))}\`, expected it behind a metric.`,
  help:
    node?.name === 'OffsetExpr'
      ? 'Write the range first, then `offset`.'
      : 'Write it behind the metric itself. Of an expression there are subqueries: `(…)[{{.window}}:]`.',
})

const SETS = new Set(['And', 'Or', 'Unless'])
const COMPARISONS = new Set(['Eql', 'Neq', 'Gtr', 'Lss', 'Gte', 'Lte'])

function binaryProblem(query: string, node: Node, kindOf: KindOf): QueryProblem | null {
  const [left, right] = [firstOf(node), lastOf(node)]
  const wrong = [left, right].find((side) => !isValue(kindOf(side)))
  if (wrong) return valueProblem(query, wrong)
  const parts = childrenOf(node)
  const operator = parts[1]
  const sign = textOf(query, operator ?? null)
  const isSet = SETS.has(operator?.name ?? '')
  const number = [left, right].find((side) => kindOf(side) === 'number') ?? null
  if (isSet && number)
    return {
      message: `Unexpected number \`${short(textOf(query, number))}\` beside \`${sign}\`, expected series on both sides.`,
      help: `Write \`vector(${short(textOf(query, number))})\`.`,
    }
  const matching = parts.find(({ name }) => name === 'MatchingModifierClause')
  if (matching && number)
    return {
      message: `Unexpected \`${short(textOf(query, matching))}\` beside the number \`${short(textOf(query, number))}\`, expected series on both sides.`,
      help: 'Take it out.',
    }
  const grouping = matching?.getChild('GroupLeft') ?? matching?.getChild('GroupRight')
  if (isSet && grouping)
    return {
      message: `Unexpected \`${textOf(query, grouping)}\` beside \`${sign}\`, expected none: sets match many series with many.`,
      help: 'Take it out.',
    }
  const isPlain = COMPARISONS.has(operator?.name ?? '') && !parts.some(({ name }) => name === 'BoolModifier')
  return isPlain && kindOf(left) === 'number' && kindOf(right) === 'number'
    ? {
        message: `Unexpected \`${sign}\` between two numbers, expected \`${sign} bool\`.`,
        help: 'Write `bool` behind it.',
      }
    : null
}

function argumentsProblem(
  query: string,
  node: Node,
  { name, takes: { takes, optional, more } }: { name: string; takes: Signature },
  kindOf: KindOf,
): QueryProblem | null {
  const given = childrenOf(node.getChild('FunctionCallBody'))
  const least = takes.length - optional
  if (given.length < least || (given.length > takes.length && !more)) {
    const most = more ? `${least} or more` : optional > 0 ? `${least} to ${takes.length}` : `${least}`
    const all = takes.map((kind) => NAMES[kind]).join(', ')
    return {
      message: `Unexpected ${given.length} ${given.length === 1 ? 'argument' : 'arguments'} of \`${name}\`, expected ${most}${all === '' ? '' : `: ${all}`}.`,
      help: 'Look at its brackets and commas.',
    }
  }
  for (const [i, one] of given.entries()) {
    const expected = takes[Math.min(i, takes.length - 1)]
    const kind = kindOf(one)
    if (expected !== undefined && kind !== null && kind !== expected)
      return {
        message: `Unexpected \`${short(textOf(query, one))}\` in \`${name}\`, expected ${NAMES[expected]}.`,
        help: HELP[expected],
      }
  }
  return null
}

const NAMES: Readonly<Record<Kind, string>> = {
  vector: 'series',
  range: 'a range of series',
  number: 'a number',
  text: 'a text in quotes',
}
const HELP: Readonly<Record<Kind, string>> = {
  vector: 'A number becomes a series by `vector(…)`.',
  range: 'Write `[{{.window}}]` behind the metric.',
  number: 'Look at the order of its arguments.',
  text: 'Look at the order of its arguments.',
}

/** Which series are meant is said by a name, or by a label that isn't empty. */
function selectorProblem(query: string, node: Node): QueryProblem | null {
  const name = node.getChild('Identifier')
  const matchers = childrenOf(node.getChild('LabelMatchers')).map((one) => textOf(query, one).replaceAll(/\s/g, ''))
  const renamed = matchers.find((one) => one.startsWith('__name__='))
  if (name)
    return renamed === undefined
      ? null
      : { message: `Unexpected \`${short(renamed)}\` beside the name, expected one name.`, help: 'Take one out.' }
  return matchers.every((one) => EMPTY.test(one))
    ? {
        message: `Unexpected selector \`${short(textOf(query, node))}\` of every series there is, expected a name, or a label that isn't empty.`,
        help: 'Write the name of the metric.',
      }
    : null
}

/** Matchers that a series without the label passes. */
const EMPTY = /^\w+(?:=~?(?:""|''|``|["']\.\*["'])|!=(?:"[^"]|'[^'])|!~(?:"\.\+"|'\.\+'))/

/** Go's escapes are those of its strings: a regular expression's `\d` is written `\\d`. */
function escapeProblem(text: string): QueryProblem | null {
  if (text.startsWith('`')) return null
  const [, escape] = /^(?:[^\\]|\\[abfnrtv\\'"xuU0-7])*(\\[^abfnrtv\\'"xuU0-7])/su.exec(text) ?? []
  return escape === undefined
    ? null
    : {
        message: `Unexpected \`${escape}\` in ${short(text)}, expected the backslash twice.`,
        help: `Write \`\\${escape}\`, or put the text into backticks.`,
      }
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
