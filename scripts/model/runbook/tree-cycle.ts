import { ringsOf } from '../records/rings.ts'

/** A runbook with the runbooks that its decision trees lead to. */
interface Node<T> {
  id: string
  file: string
  to: readonly (T & { id: string })[]
}

/**
 * Of each runbook the first way that is part of a ring, with what it says of itself; one back to itself apart. Where hundreds
 * lead to each other, that is as many findings, and not their square. In one pass over all.
 */
export function* cyclesIn<T>(nodes: readonly Node<T>[]): Generator<T & { from: Node<T>; to: string }> {
  const ring = ringsOf(nodes.map(({ id, to }) => ({ id, to: to.map((way) => way.id) })))
  for (const node of nodes) {
    const itself = node.to.find(({ id }) => id === node.id)
    const round = node.to.find(({ id }) => id !== node.id && ring.has(id) && ring.get(id) === ring.get(node.id))
    for (const way of [itself, round]) if (way) yield { ...way, from: node, to: way.id }
  }
}
