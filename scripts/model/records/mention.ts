import { idInName } from './content-layout.ts'

/** More names than this, besides ids, are not looked for one by one. */
const FEW = 50

/**
 * Whether a text might refer to one of some files, by an id or by a link: it holds the id of the record that the file
 * belongs to, or else its name without the ending, or that of its folder for `index.md`. Of many names that are no ids, and
 * of those that addresses may write in another way, any text might.
 */
export function mentionOf(paths: readonly string[]): (text: string) => boolean {
  const ids = new Set(paths.flatMap((path) => idOf(path) ?? []))
  const names = [...new Set(paths.flatMap((path) => (idOf(path) === null ? nameOf(path) : [])))]
  if (names.length > FEW || names.includes('')) return () => true
  return (text) => holdsId(text, ids) || names.some((name) => text.includes(name))
}

const idOf = (path: string): string | null => idInName(path.split('/')[2] ?? '')

function holdsId(text: string, ids: ReadonlySet<string>): boolean {
  if (ids.size === 0) return false
  for (const [id] of text.matchAll(/(?:CHG|INC)-\d{4}-\d{4,}/gi)) if (ids.has(id)) return true
  return false
}

function nameOf(path: string): string {
  const parts = path.split('/')
  const file = parts.at(-1) ?? ''
  const name = file === 'index.md' ? (parts.at(-2) ?? '') : file.replace(/\.\w+$/, '')
  // Other characters may be percent-encoded in a link.
  const plain = name.match(/[\w.~-]+/g) ?? []
  return plain.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
}
