import { createHash } from 'node:crypto'

/**
 * Where a page lies, `/alerts/Disk > 90%/`, as the name of a file: names come from records, and hold what would end an
 * address, climb out of the folder or be no name. Such a sign is written as `%3F`; a per cent sign that could be taken
 * for the beginning of one as `%25`; a name that is too long for a disk ends in its digest. No two pages share a file.
 */
export const pageFile = (page: string): string =>
  page
    .toWellFormed()
    .split('/')
    .map((name, i, { length }) => (name === '' && i > 0 && i < length - 1 ? '%2F' : fitting(fileName(name))))
    .join('/')

const fileName = (name: string) =>
  /^\.{1,2}$|^index\.html$/i.test(name) ? name.replaceAll('.', '%2E') : name.replaceAll(UNFIT, escaped)
const UNFIT = /[?#\\\u0000-\u001f\u007f]|%(?=[\da-f]{2})/gi
const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** Bytes that a name may have; disks take 255. https://en.wikipedia.org/wiki/Comparison_of_file_systems#Limits */
const LONGEST = 200

function fitting(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16)
  // Characters of four bytes, and never half of one.
  const start = Array.from(name)
    .slice(0, Math.floor((LONGEST - digest.length - 1) / 4))
    .join('')
  return `${start}~${digest}`
}

/** Where the pages of a site lie, each at a place of its own. */
export interface Places {
  /** The page's own path, but for those that another one would lie upon. */
  of: (page: string) => string
  /** Those, and their places. */
  moved: readonly (readonly [page: string, place: string])[]
}

/**
 * To the disks of macOS and Windows, and to some hosts, names are the same that differ in case or Unicode form alone. Of
 * such pages one stays where it is: the one in lower case, or else the first by its letters; at the end of the others'
 * names stands a digest of theirs, whatever else there is.
 */
export function placesOf(pages: readonly string[]): Places {
  const moved = [...Map.groupBy(new Set(pages), (page) => asDisksRead(page)).entries()].flatMap(([read, alike]) =>
    alike.length === 1
      ? []
      : alike
          .toSorted((a, b) => Number(a !== read) - Number(b !== read) || (a < b ? -1 : 1))
          .slice(1)
          .map((page) => [page, marked(page)] as const),
  )
  const places = new Map(moved)
  return { of: (page) => places.get(page) ?? page, moved }
}

const asDisksRead = (page: string): string => page.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC')

/** `/services/Api~1f0c…/`, `/badges/Api~1f0c….svg` */
function marked(page: string): string {
  const mark = `~${createHash('sha256').update(page).digest('hex').slice(0, 16)}`
  return page.endsWith('/') ? `${page.slice(0, -1)}${mark}/` : page.replace(/(\.[^./]*)?$/, (end) => `${mark}${end}`)
}

/** The addresses of a site that lives under a folder of its host, `/` or `/status/`. */
export interface Addresses {
  /** Of a file that is called as it lies there. */
  file: (path: string) => string
  /** Of a page that a record names. */
  href: (page: string) => string
}

export function addresses(base: string, placeOf: Places['of'] = (page) => page): Addresses {
  const folder = withoutEndSlashes(base)
  const file = (path: string) => `${folder}${encodeURI(path)}`
  return { file, href: (page) => file(pageFile(placeOf(page))) }
}

/** An address without the slashes that it ends in. Not by a pattern, which would begin anew at each slash within. */
export function withoutEndSlashes(address: string): string {
  let length = address.length
  while (address[length - 1] === '/') length--
  return address.slice(0, length)
}
