/**
 * A record's text with one more line in its front matter, or with another value in a line that it has; the rest stays
 * as the user left it. Null where the text isn't laid out so that this could be done without harm.
 */
export function setLine(text: string, key: string, value: string, after: readonly string[]): string | null {
  const end = text.indexOf('\n---', 3)
  if (!text.startsWith('---\n') || end === -1) return null
  const lines = text.slice(4, end).split('\n')
  const own = lines.findIndex((line) => line.startsWith(`${key}:`))
  const above = lines.findLastIndex((line) => after.some((name) => line.startsWith(`${name}: `)))
  // A value that goes on in the next lines can't be replaced, and nothing can be put in the middle of it.
  const at = own === -1 ? above : own
  if (at === -1 || /^\s/.test(lines[at + 1] ?? '')) return null
  const changed = lines.toSpliced(own === -1 ? at + 1 : at, own === -1 ? 0 : 1, `${key}: ${value}`)
  return `---\n${changed.join('\n')}${text.slice(end)}`
}
