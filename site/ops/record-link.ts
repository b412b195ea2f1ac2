import { indexFile, publicAt } from '#model/records/content-layout'
import { relativeTarget } from '#model/records/relative-link'
import type { LookUp } from '../engine/page'

/**
 * Where a relative link between content files leads on this site: to the page of the record that the file belongs to.
 * `pageOfFile` knows the page of a file, relative to the content folder, if it has one; a folder stands for the
 * `index.md` in it. Null where there is no page: the link's words stay.
 */
export const recordLink =
  (pageOfFile: LookUp, address: (page: string) => string) =>
  (file: string) =>
  (url: string): string | null => {
    const target = relativeTarget(file, url)
    if (target === null) return null
    const hash = url.includes('#') ? url.slice(url.indexOf('#')) : ''
    const page = pageOfFile(target) ?? pageOfFile(`${target}/index.md`) ?? ownerOf(target, pageOfFile)
    return page === null ? null : `${address(page)}${hash}`
  }

/** A public update or another file of a bundle belongs to the record in the folder above. */
const ownerOf = (target: string, pageOfFile: LookUp) => {
  const own = publicAt(target)
  return own === null ? null : pageOfFile(indexFile(own.record))
}
