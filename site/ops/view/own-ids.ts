import type { Catalog, Unread } from '#model/catalog'
import type { Faulty } from '#model/publish/without-broken'
import { bundleOf } from '#model/records/content-layout'

/**
 * Records with an id each, so that each has a page: of those with one id the first has it, for it is the one that others
 * name; a later one is called by the name of its folder or file.
 */
export function withOwnIds<T extends { id: string; file: string }>(records: readonly T[]): T[] {
  const seen = new Set(records.map(({ id }) => id))
  const first = new Set<string>()
  return records.map((record) => {
    if (!first.has(record.id)) {
      first.add(record.id)
      return record
    }
    const path = bundleOf(record.file).normalize('NFC')
    const name = path.replace(/^.*\//, '').replace(/\.md$/, '')
    // `X` and `X.md` may lie side by side, and `X` in the folders of two years.
    const id = [name, `${name}.md`].find((one) => !seen.has(one)) ?? path.replaceAll('/', '-')
    seen.add(id)
    return { ...record, id }
  })
}

/** Changes and incidents, sound and broken, with an id each. A sound one is never called otherwise for a broken one. */
export function recordsWithOwnIds(
  { changes, incidents, unread }: Catalog,
  faulty: Faulty,
): Faulty & { broken: Faulty & { unread: Unread[] } } {
  const of = <T extends { id: string; file: string }>(kind: Unread['kind'], sound: T[], broken: T[]) => {
    const left = unread.filter((one) => one.kind === kind)
    const ids = withOwnIds<{ id: string; file: string }>([...sound, ...broken, ...left]).map(({ id }) => id)
    const named = <R extends { id: string }>(records: R[], from: number) =>
      records.map((record, i): R => {
        const id = ids[from + i] ?? record.id
        return id === record.id ? record : { ...record, id }
      })
    return {
      sound: named(sound, 0),
      faulty: named(broken, sound.length),
      unread: named(left, sound.length + broken.length),
    }
  }
  const change = of('change', changes, faulty.changes)
  const incident = of('incident', incidents, faulty.incidents)
  return {
    changes: change.sound,
    incidents: incident.sound,
    broken: {
      changes: change.faulty,
      incidents: incident.faulty,
      unread: [...change.unread, ...incident.unread],
    },
  }
}
