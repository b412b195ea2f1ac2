import { closest, distance } from 'fastest-levenshtein'

/** The letters and digits that an id may differ by, where the words behind it are the same. */
const FAR = 2
/** Records with one and the same slug that are looked at: the last ones. */
const MOST = 50

interface Name {
  top: string
  /** Empty where there is none. */
  id: string
  slug: string
}

/**
 * Finds the record that a folder without one was probably meant to be of: the one with its id, however the rest is
 * spelt, or one that differs by its id alone. Null where there is none. Records and folders are paths such as
 * `incidents/2026/INC-2026-0031-checkout`, with `.md` where a record is a file.
 */
export function nearRecords(records: readonly string[]): (folder: string) => string | null {
  let grouped: Record<'byName' | 'bySlug', ReadonlyMap<string, string[]>> | null = null
  return (folder) => {
    // Nearly every folder has its record, and nobody asks.
    const { byName, bySlug } = (grouped ??= {
      byName: Map.groupBy(records, (record) => idKey(nameOf(record))),
      bySlug: Map.groupBy(records, (record) => slugKey(nameOf(record))),
    })
    const name = nameOf(folder)
    const same = name.id === '' ? [] : (byName.get(idKey(name)) ?? [])
    const alike = name.slug === '' ? [] : (bySlug.get(slugKey(name)) ?? [])
    const near = alike.slice(-MOST).filter((record) => name.id === '' || distance(name.id, nameOf(record).id) <= FAR)
    const found = same.length > 0 ? same.slice(-MOST) : near
    return found.length === 0 ? null : closest(folder, found)
  }
}

function nameOf(path: string): Name {
  const [top = '', , entry = ''] = path.split('/')
  const [, id = '', slug = ''] =
    /^((?:CHG|INC)[-_ ]?\d*(?:[-_ ]\d*)?)?[-_ ]?(.*)/is.exec(entry.replace(/\.md$/i, '')) ?? []
  return { top, id: id.toUpperCase(), slug: slug.toLowerCase() }
}

const idKey = ({ top, id }: Name) => `${top}/${id}`
const slugKey = ({ top, slug }: Name) => `${top}/${slug}`
