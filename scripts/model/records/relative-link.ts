/**
 * The path, from the content folder, that a relative link in one of its files leads to, without `?…` and `#…`; one above
 * the content folder starts with `..`. Null where the link isn't relative: an address, a place on the same page, a path
 * from a site's root.
 */
export function relativeTarget(file: string, url: string): string | null {
  if (url === '' || /^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(url)) return null
  const path = decoded(url.split(/[?#]/, 1)[0] ?? '')
  const out: string[] = []
  for (const step of [...file.split('/').slice(0, -1), ...path.split('/')]) {
    if (step === '..' && out.length > 0 && out.at(-1) !== '..') out.pop()
    else if (step !== '.' && step !== '') out.push(step)
  }
  return out.join('/')
}

/** As it is where it can't be decoded: then there is no such file. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
