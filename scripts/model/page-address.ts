/**
 * Where a page lies, `/alerts/Disk > 90%/`, as the name of a file: names come from records, and hold what would end an
 * address, climb out of the folder or be no name. Such a sign is written as `%3F`; a per cent sign that could be taken
 * for the beginning of one as `%25`. No two pages share a name.
 */
export const pageFile = (page: string): string =>
  page
    .toWellFormed()
    .split('/')
    .map((name) => (/^\.{1,2}$/.test(name) ? name.replaceAll('.', '%2E') : name.replaceAll(UNFIT, escaped)))
    .join('/')

const UNFIT = /[?#\\\u0000-\u001f\u007f]|%(?=[\da-f]{2})/gi
const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** The addresses of a site that lives under a folder of its host, `/` or `/status/`. */
export interface Addresses {
  /** Of a file that is called as it lies there. */
  file: (path: string) => string
  /** Of a page that a record names. */
  href: (page: string) => string
}

export function addresses(base: string): Addresses {
  const folder = base.replace(/\/+$/, '')
  const file = (path: string) => `${folder}${encodeURI(path)}`
  return { file, href: (page) => file(pageFile(page)) }
}
