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
    const path = bundleOf(record.file)
    const name = path.replace(/^.*\//, '').replace(/\.md$/, '')
    // `X` and `X.md` may lie side by side, and `X` in the folders of two years.
    const id = [name, `${name}.md`].find((one) => !seen.has(one)) ?? path.replaceAll('/', '-')
    seen.add(id)
    return { ...record, id }
  })
}
