import { indexFile, publicAt } from '#model/records/content-layout'
import { relativeTarget } from '#model/records/relative-link'

/**
 * Where a relative link between content files leads on this site: to the page of the record that the file belongs to.
 * `pages` maps files, relative to the content folder, to pages; a folder stands for the `index.md` in it. Null where
 * there is no page: the link's words stay.
 */
export const recordLink =
  (pages: ReadonlyMap<string, string>, address: (page: string) => string) =>
  (file: string) =>
  (url: string): string | null => {
    const target = relativeTarget(file, url)
    if (target === null) return null
    const hash = url.includes('#') ? url.slice(url.indexOf('#')) : ''
    const page = pages.get(target) ?? pages.get(`${target}/index.md`) ?? ownerOf(target, pages)
    return page === undefined ? null : `${address(page)}${hash}`
  }

/** A public update or another file of a bundle belongs to the record in the folder above. */
const ownerOf = (target: string, pages: ReadonlyMap<string, string>) => {
  const own = publicAt(target)
  return own === null ? undefined : pages.get(indexFile(own.record))
}
