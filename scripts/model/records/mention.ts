import { idInName } from './content-layout.ts'

/** More names than this are not looked for one by one. */
const FEW = 50

/**
 * Whether a text might refer to one of some files, by an id or by a link: it holds the id of the record that the file
 * belongs to, or else its name without the ending, or that of its folder for `index.md`. Of many files, and of those
 * whose names addresses may write in another way, any text might.
 */
export function mentionOf(paths: readonly string[]): (text: string) => boolean {
  const names = [...new Set(paths.map(nameOf))]
  if (names.length > FEW || names.includes('')) return () => true
  return (text) => names.some((name) => text.includes(name))
}

function nameOf(path: string): string {
  const parts = path.split('/')
  const id = idInName(parts[2] ?? '')
  if (id !== null) return id
  const file = parts.at(-1) ?? ''
  const name = file === 'index.md' ? (parts.at(-2) ?? '') : file.replace(/\.\w+$/, '')
  // Other characters may be percent-encoded in a link.
  const plain = name.match(/[\w.~-]+/g) ?? []
  return plain.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
}
