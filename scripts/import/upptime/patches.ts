import { SECOND, type Instant } from '#model/time'

/** What one commit did to one file. */
export interface FilePatch {
  file: string
  commit: string
  /** When its author made it. */
  authored: Instant
  deleted: boolean
  /** Lines that it wrote, with their number in the file from 1. */
  added: { text: string; line: number }[]
}

/**
 * Reads what `git log --patch` prints with `commit <hash> <author's Unix time>` above each commit. A file's own lines
 * begin with a sign in there, so nothing in a file passes for a header. One pass over the text.
 */
export function* filePatches(log: string): Generator<FilePatch> {
  let [commit, authored] = ['', 0]
  let patch: FilePatch | null = null
  /** The next line's number; null: above the first hunk. */
  let line: number | null = null
  for (const text of linesOf(log)) {
    if (text.startsWith('commit ')) {
      if (patch) yield patch
      patch = null
      const [, hash = '', seconds = '0'] = text.split(' ')
      commit = hash
      authored = Number(seconds) * SECOND
    } else if (text.startsWith('diff --git ')) {
      if (patch) yield patch
      patch = null
      line = null
    } else if (text.startsWith('@@ ')) line = Number(/^@@ -\S+ \+(\d+)/.exec(text)?.[1] ?? 1)
    else if (line !== null) {
      if (!text.startsWith('+')) continue
      patch?.added.push({ text: text.slice(1).replace(/\r$/, ''), line })
      line++
    } else if (text.startsWith('--- a/')) patch = { file: pathIn(text), commit, authored, deleted: false, added: [] }
    else if (text.startsWith('+++ b/')) patch = { file: pathIn(text), commit, authored, deleted: false, added: [] }
    else if (text === '+++ /dev/null' && patch) patch.deleted = true
  }
  if (patch) yield patch
}

/** git ends a name that holds a space with a tab. */
const pathIn = (header: string): string => header.slice('+++ b/'.length).replace(/\t$/, '')

function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const to = end === -1 ? text.length : end
    yield text.slice(from, to)
    from = to + 1
  }
}
