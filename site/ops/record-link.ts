/**
 * Where a relative link between content files leads on this site: to the page of the record that the file belongs to.
 * `pages` maps files, relative to the content folder, to pages; a folder stands for the `index.md` in it. Null where
 * there is no page: the link's words stay.
 */
export const recordLink =
  (pages: ReadonlyMap<string, string>, address: (page: string) => string) =>
  (file: string) =>
  (url: string): string | null => {
    if (/^([a-z][a-z0-9+.-]*:|\/|\?)/i.test(url)) return null
    const [, path = '', hash = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(url) ?? []
    const target = resolve(file, decoded(path))
    const page = pages.get(target) ?? pages.get(`${target}/index.md`) ?? ownerOf(target, pages)
    return page === undefined ? null : `${address(page)}${hash}`
  }

/** A public update or another file of a bundle belongs to the record in the folder above. */
const ownerOf = (target: string, pages: ReadonlyMap<string, string>) => {
  const bundle = /^(?:changes|incidents)\/\d{4}\/[^/]+(?=\/public\/)/.exec(target)?.[0]
  return bundle === undefined ? undefined : pages.get(`${bundle}/index.md`)
}

function resolve(file: string, path: string): string {
  const out: string[] = []
  for (const step of [...file.split('/').slice(0, -1), ...path.split('/')]) {
    if (step === '..' && out.length > 0 && out.at(-1) !== '..') out.pop()
    else if (step !== '.' && step !== '') out.push(step)
  }
  return out.join('/')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
