/** A stretch of Markdown: words, code, or a comment, which no reader sees. */
export interface MarkdownPart {
  kind: 'prose' | 'code' | 'comment'
  text: string
}

const FENCE = /^\s*(`{3,}|~{3,})(.*)/s

/** Follows fences from line to line: whether a line is of a fenced block, its fences included. */
function fences(): (line: string) => boolean {
  let fence = ''
  return (line) => {
    const [, mark = '', info = ''] = FENCE.exec(line) ?? []
    if (fence === '') {
      if (mark !== '' && !(mark.startsWith('`') && info.includes('`'))) fence = mark
      return fence !== ''
    }
    if (mark.startsWith(fence) && info.trim() === '') fence = ''
    return true
  }
}

/** For each line whether it is of a fenced block, its fences included. */
export const fencedLines = (lines: readonly string[]): boolean[] => lines.map(fences())

/** The parts of a text, in order and whole: joined they are the text. A comment that is never closed hides nothing. */
export function markdownParts(markdown: string): MarkdownPart[] {
  const parts: MarkdownPart[] = []
  const isFenced = fences()
  const lastEnd = markdown.lastIndexOf('-->')
  let [comment, offset] = [false, 0]
  for (const line of markdown.split(/(?<=\n)/)) {
    let at = 0
    const take = (kind: MarkdownPart['kind'], to: number) => {
      if (to > at) parts.push({ kind, text: line.slice(at, to) })
      at = to
    }
    const fenced = !comment && isFenced(line.trimEnd())
    while (at < line.length) {
      if (comment) {
        const end = line.indexOf('-->', at)
        comment = end === -1
        take('comment', comment ? line.length : end + 3)
      } else if (fenced) take('code', line.length)
      else {
        const mark = /\\.|`[^`]*`|<!--/g
        mark.lastIndex = at
        const next = mark.exec(line)
        take('prose', next?.index ?? line.length)
        comment = next?.[0] === '<!--' && lastEnd > offset + next.index
        if (next && !comment) take(next[0].startsWith('`') ? 'code' : 'prose', mark.lastIndex)
      }
    }
    offset += line.length
  }
  return joinedParts(parts)
}

/** Neighbours of one kind as one: a link may run over several lines. */
export function joinedParts(parts: readonly MarkdownPart[]): MarkdownPart[] {
  const runs: { kind: MarkdownPart['kind']; texts: string[] }[] = []
  for (const { kind, text } of parts) {
    const last = runs.at(-1)
    if (last?.kind === kind) last.texts.push(text)
    else runs.push({ kind, texts: [text] })
  }
  return runs.map(({ kind, texts }) => ({ kind, text: texts.join('') }))
}

/** A text without its comments. What opens one at the start of a line and never closes it hides all that follows. */
export function withoutHtmlComments(markdown: string): string {
  if (!markdown.includes('<!--')) return markdown
  const shown = markdownParts(markdown).filter(({ kind }) => kind !== 'comment')
  const last = shown.at(-1)
  const open = last?.kind === 'prose' ? /^ {0,3}<!--/m.exec(last.text) : null
  return shown.map((part) => (part === last && open ? part.text.slice(0, open.index) : part.text)).join('')
}
