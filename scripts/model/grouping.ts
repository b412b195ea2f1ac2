/**
 * What belongs under each of several keys: an item stands once under each of its own, in the order of the list. Where each
 * has one key, `Map.groupBy` does it.
 */
export function groupByEach<T, K>(items: Iterable<T>, keys: (item: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items)
    for (const key of new Set(keys(item))) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  return groups
}
