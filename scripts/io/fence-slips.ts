/** What is wrong with the lines around front matter. */
export interface FenceSlip {
  error: string
  help: string
  /** The line that it is about; default: the first. */
  line?: number
}

const shown = (line: string) => `\`${line.trim().slice(0, 60).replaceAll('`', "'")}\``
/** What a phone makes of hyphens, too many or too few of them, and the fences of other formats. */
const FENCE_LIKE = /^\s*(?:[-‐‑‒–—―−_*=~+]{1,80}|\.{3}|…|`{3,}(?:\s*(?:ya?ml|md|markdown))?)\s*$/

/** Whether a line was meant to be `---`. */
export const looksLikeFence = (line: string): boolean =>
  line.length < LONG && line.trim() !== '' && FENCE_LIKE.test(line)

/** What a line that is no field looks like: a heading, or a sentence. */
const PROSE = /^(?:#{1,6} |[A-Z][^:]*$)/
/** What a field looks like: above one of them there is no prose yet, but a comment. */
const FIELD = /^[a-z_]{2,30}:(?:\s|$)/i
/** So long a line is prose, and no fence. */
const LONG = 300

/** Says why a text doesn't begin with front matter. */
export function wrongStart(text: string): FenceSlip {
  const lines = text.split('\n', 20)
  const index = lines.findIndex((line) => line.trim() !== '')
  const [first = ''] = lines.slice(Math.max(0, index))
  const line = Math.max(0, index) + 1
  const expected = 'expected front matter: a line `---` and nothing else'
  if (index < 0)
    return {
      error: `Unexpected empty file, ${expected}.`,
      help: 'Begin the file with a line `---`, then the fields, then another line `---`.',
    }
  if (first.trimEnd() === '---' && index > 0)
    return {
      error: `Unexpected blank line${index === 1 ? '' : 's'} at the start, expected \`---\` in the first line.`,
      help: `Take out the blank line${index === 1 ? '' : 's'} above \`---\`.`,
    }
  if (first.trim() === '---')
    return {
      error: `Unexpected space before \`---\`, expected it in the first column.`,
      help: 'Take out the space before `---`.',
      line,
    }
  if (looksLikeFence(first))
    return {
      error: `Unexpected ${shown(first)} in the first line, expected three hyphens \`---\`.`,
      help: `Write \`---\` instead of ${shown(first)}.`,
      line,
    }
  if (/^\s*[a-z_]{2,30}:(?:\s|$)/.test(first))
    return {
      error: `Unexpected ${shown(first)} in the first line, ${expected} above it.`,
      help: `Put a line \`---\` above ${shown(first)}, and one below the last field.`,
      line,
    }
  return {
    error: `Unexpected start ${shown(first)}, ${expected}.`,
    help: 'Begin the file with a line `---`, then the fields in YAML, then another line `---`; text stands below.',
    line,
  }
}

/** Says where front matter should have ended: at the first line that is no field, or looks like a fence. */
export function wrongEnd(text: string): FenceSlip {
  const lines = text.split('\n', 400)
  const found = lines.findIndex((line, i) => i > 0 && line.trimEnd() !== '---' && looksLikeFence(line))
  const like = lines[found]
  // Where prose begins above it, or it opens a block of code, it belongs to the text, and isn't what ends the fields.
  const before = like === undefined ? lines : lines.slice(0, found)
  const fields = before.findLastIndex((line) => FIELD.test(line))
  const above = before.findIndex((line, i) => i > Math.max(0, fields) && isProse(line))
  if (like !== undefined && above > 0) return unclosedAbove(before[above] ?? '', above)
  if (like !== undefined && isCodeBlock(lines, found))
    return { ...unclosedAbove(like, found), help: 'Put a line `---` above the block of code.' }
  if (like !== undefined)
    return {
      error: `Unexpected ${shown(like)} below the fields, expected three hyphens \`---\`.`,
      help: `Write \`---\` instead of ${shown(like)}, in the first column.`,
      line: found + 1,
    }
  const prose = lines.findIndex((line, i) => i > 0 && isProse(line))
  return prose > 0
    ? unclosedAbove(lines[prose] ?? '', prose)
    : {
        error: 'Unexpected end of file in front matter, expected a closing line `---`.',
        help: 'Close the fields with a line `---`.',
      }
}

const isProse = (line: string): boolean => line.length >= LONG || PROSE.test(line)

/** Whether a line opens a block of code that another line like it closes. */
const isCodeBlock = (lines: readonly string[], at: number): boolean =>
  /^\s*```/.test(lines[at] ?? '') && lines.slice(at + 1).some((line) => /^\s*`{3,}\s*$/.test(line))

const unclosedAbove = (line: string, index: number): FenceSlip => ({
  error: 'Unexpected end of file in front matter, expected a closing line `---`.',
  help: `Put a line \`---\` above ${shown(line)}.`,
  line: index + 1,
})
