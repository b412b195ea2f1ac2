/** A runbook with the runbooks that its decision trees lead to. */
interface Node<T> {
  id: string
  file: string
  to: readonly (T & { id: string })[]
}

/** The ways from one runbook to another that are part of a ring, each with what it says of itself. In one pass over all. */
export function* cyclesIn<T>(nodes: readonly Node<T>[]): Generator<T & { from: Node<T>; to: string }> {
  const ring = ringsOf(nodes)
  for (const node of nodes)
    for (const way of node.to)
      if (way.id === node.id || (ring.get(way.id) !== undefined && ring.get(way.id) === ring.get(node.id)))
        yield { ...way, from: node, to: way.id }
}

/** Tarjan's strongly connected components, without recursion: a ring may be as long as there are runbooks. */
function ringsOf<T>(nodes: readonly Node<T>[]): Map<string, number> {
  const ways = new Map(nodes.map(({ id, to }) => [id, to.map((one) => one.id)]))
  const [order, low, ring] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const stack: string[] = []
  for (const { id: start } of nodes) {
    if (order.has(start)) continue
    const work: { id: string; next: number }[] = [{ id: start, next: 0 }]
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { id } = top
      if (top.next === 0) {
        order.set(id, order.size)
        low.set(id, order.size - 1)
        stack.push(id)
      }
      const to = ways.get(id)?.[top.next++]
      if (to === undefined) {
        work.pop()
        const above = work.at(-1)?.id
        if (above !== undefined) low.set(above, Math.min(low.get(above) ?? 0, low.get(id) ?? 0))
        if (low.get(id) === order.get(id)) {
          const members = stack.splice(stack.lastIndexOf(id))
          for (const member of members) ring.set(member, order.get(id) ?? 0)
        }
      } else if (!order.has(to)) {
        if (ways.has(to)) work.push({ id: to, next: 0 })
      } else if (!ring.has(to)) low.set(id, Math.min(low.get(id) ?? 0, order.get(to) ?? 0))
    }
  }
  return ring
}
