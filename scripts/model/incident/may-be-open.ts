import type { Catalog, Unread } from '../catalog.ts'

/** Whether nothing that can be made out of an incident's broken record says that it is over. */
export function mayBeOpen(
  { salvaged, now }: Pick<Catalog, 'salvaged' | 'now'>,
  { kind, fields, file }: Pick<Unread, 'kind' | 'fields' | 'file'>,
): boolean {
  if (kind !== 'incident' || fields.some(({ name }) => name === 'resolved' || name === 'closed_as')) return false
  const updates = salvaged.find((one) => one.file === file)?.updates ?? []
  return updates.findLast(({ time }) => time <= now)?.state !== 'resolved'
}
