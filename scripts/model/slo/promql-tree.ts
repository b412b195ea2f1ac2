import { parser } from '@prometheus-io/lezer-promql'

/** A node of a query's tree; `from` and `to` are offsets into the query. */
export type Node = ReturnType<typeof parser.parse>['topNode']

/** The tree of a query, by the grammar alone. */
export const treeOf = (query: string): ReturnType<typeof parser.parse> => parser.parse(query)

/** More than any hand writes; a grammar that mends mistakes costs more than its length in text that is full of them. */
export const MOST_CHARACTERS = 20_000

/** What is wrong with a query, in words. */
export interface QueryProblem {
  message: string
  help: string
}

/** The tree of a query; null where Prometheus couldn't read it. */
export function queryTree(query: string): Node | null {
  if (query.length > MOST_CHARACTERS) return null
  const { topNode } = parser.parse(query)
  let isWhole = true
  topNode.cursor().iterate(({ type }) => {
    if (type.isError) isWhole = false
    return isWhole
  })
  return isWhole ? topNode : null
}

/** What a node consists of. */
export function childrenOf(node: Node | null): Node[] {
  const children: Node[] = []
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling) children.push(child)
  return children
}

/** What a node is written as. */
export const textOf = (query: string, node: Node | null): string => (node ? query.slice(node.from, node.to) : '')
