/** What leads to others, by their ids. */
interface Leading {
  id: string
  to: readonly string[]
}

/**
 * By id, the number of the ring that a record is in: those of one number lead to each other, on whichever way. A record in
 * no ring has a number of its own. Tarjan's strongly connected components, without recursion: a ring may be as long as
 * there are records.
 */
export function ringsOf(nodes: readonly Leading[]): Map<string, number> {
  const ways = new Map(nodes.map(({ id, to }) => [id, to]))
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
