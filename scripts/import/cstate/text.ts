/** A stretch of Markdown: words, code, or a comment, which no reader sees. */
interface Part {
  kind: 'prose' | 'code' | 'comment'
  text: string
}

const FENCE = /^\s*(`{3,}|~{3,})(.*)$/

/** For each line whether it is of a fenced block, its fences included. */
export function fencedLines(lines: readonly string[]): boolean[] {
  let fence = ''
  return lines.map((line) => {
    const [, mark = '', info = ''] = FENCE.exec(line) ?? []
    if (fence === '') {
      if (mark !== '' && !(mark.startsWith('`') && info.includes('`'))) fence = mark
      return fence !== ''
    }
    if (mark.startsWith(fence) && info.trim() === '') fence = ''
    return true
  })
}

function partsOf(markdown: string): Part[] {
  const parts: Part[] = []
  const lines = markdown.split(/(?<=\n)/)
  const fenced = fencedLines(lines.map((line) => line.trimEnd()))
  const lastEnd = markdown.lastIndexOf('-->')
  let [comment, offset] = [false, 0]
  for (const [i, line] of lines.entries()) {
    let at = 0
    const take = (kind: Part['kind'], to: number) => {
      if (to > at) parts.push({ kind, text: line.slice(at, to) })
      at = to
    }
    while (at < line.length) {
      if (comment) {
        const end = line.indexOf('-->', at)
        comment = end === -1
        take('comment', comment ? line.length : end + 3)
      } else if (fenced[i]) take('code', line.length)
      else {
        const mark = /\\.|`[^`]*`|<!--/g
        mark.lastIndex = at
        const next = mark.exec(line)
        take('prose', next?.index ?? line.length)
        // One that is never closed hides nothing.
        comment = next?.[0] === '<!--' && lastEnd > offset + next.index
        if (next && !comment) take(next[0].startsWith('`') ? 'code' : 'prose', mark.lastIndex)
      }
    }
    offset += line.length
  }
  return parts
}

/**
 * A text of cState as Markdown that may be published here: without comments, which nobody was to read, and with links
 * that would lead nowhere, or where a browser would run them, turned into words.
 */
export function withoutComments(markdown: string): { text: string; comments: number } {
  const parts = partsOf(markdown.replaceAll(/\r\n?/g, '\n'))
  const text = joined(parts.filter(({ kind }) => kind !== 'comment'))
    .map(({ kind, text: one }) => (kind === 'prose' ? withLiveLinks(one) : one))
    .join('')
  return { text, comments: parts.filter(({ kind }, i) => kind === 'comment' && parts[i - 1]?.kind !== kind).length }
}

/** Neighbours of one kind as one: a link may run over several lines. */
function joined(parts: readonly Part[]): Part[] {
  const runs: { kind: Part['kind']; texts: string[] }[] = []
  for (const { kind, text } of parts) {
    const last = runs.at(-1)
    if (last?.kind === kind) last.texts.push(text)
    else runs.push({ kind, texts: [text] })
  }
  return runs.map(({ kind, texts }) => ({ kind, text: texts.join('') }))
}

const withLiveLinks = (prose: string): string =>
  prose
    .replaceAll(/\](\([ \t]*\n?[ \t]*<?)([^\s)>]*)/g, (whole, open: string, url: string) =>
      leads(url) ? whole : `]\\${open}${url}`,
    )
    .replaceAll(
      /^( {0,3}\[(?!\^)[^\][\n]*)\](:[ \t]*\n?[ \t]*<?)([^\s>]*)/gm,
      (whole, words: string, colon: string, url: string) => (leads(url) ? whole : `${words}\\]${colon}${url}`),
    )
    .replaceAll(/<([a-z][a-z0-9+.-]{1,31}:)/gi, (whole, scheme: string) =>
      /^(?:https?|mailto):$/i.test(scheme) ? whole : `\\${whole}`,
    )

const leads = (url: string) => /^(?:https?:\/\/|mailto:|#|\/(?!\/))/i.test(url)
