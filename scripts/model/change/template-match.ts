/*
 * Whether a text is that of a template with its placeholders filled in. Line by line, so that nothing that is filled in
 * can close a fence, begin an item or hide what follows; each line is walked once.
 */

/** The longest text that fills a placeholder. */
const LONGEST = 200

/**
 * In prose: words, names, numbers and addresses, within one sentence. No backtick, bar, semicolon, bracket, brace or backslash,
 * so that neither code nor markup is brought in.
 */
const PROSE = /^[\p{L}\p{N}@/~+(.–—-][\p{L}\p{M}\p{N} .,:@/~+=#%&'’"“”()°×–—_-]*$/u
/** A second sentence, or what a label introduces, would be more than a name. */
const SENTENCE = /[.:!?]\s/
/** In code: one word that is no option, and that no shell makes more of than it is. */
const WORD = /^[\p{L}\p{N}./][\p{L}\p{M}\p{N}.,:@/+=%_-]*$/u

/** Where a text is another one than a template's: a line of the text, from 0, or null where it ends too early. */
export interface Difference {
  line: number | null
  /** What the template has there; null: nothing more. */
  expected: string | null
  /** The name of the placeholder whose value doesn't fit, or that stands there unfilled; null where the words differ. */
  placeholder: string | null
}

export interface Matching {
  /** Whether a placeholder may still stand there unfilled. */
  unfilled: boolean
  /** Values by name, over all sections of a record: a name has one value. Filled in as lines are read. */
  values: Map<string, string>
}

/** The first difference of some lines from a template's; null: they are the same. Blank lines and ends of lines don't count. */
export function differenceFrom(
  template: readonly string[],
  lines: readonly string[],
  matching: Matching,
): Difference | null {
  const wanted = template.map((line) => line.trimEnd()).filter((line) => line !== '')
  let at = 0
  let fence: string | null = null
  for (const [number, written] of lines.entries()) {
    const text = written.trimEnd()
    if (text === '') continue
    const pattern = wanted[at++]
    if (pattern === undefined) return { line: number, expected: null, placeholder: null }
    const [, mark] = /^\s*(?:[-*+>]\s+|\d{1,9}[.)]\s+)*(`{3,}|~{3,})/.exec(pattern) ?? []
    const wrong = misfit(pattern, text, fence !== null || mark !== undefined, matching)
    if (wrong) return { line: number, expected: pattern, placeholder: wrong.placeholder }
    if (fence === null) fence = mark ?? null
    else if (mark?.startsWith(fence)) fence = null
  }
  const left = wanted[at]
  return left === undefined ? null : { line: null, expected: left, placeholder: null }
}

/** Whether some lines have a placeholder. */
export const hasPlaceholder = (lines: readonly string[]): boolean => lines.some((line) => line.search(PLACEHOLDER) >= 0)

const PLACEHOLDER = /\{\{\s*[^{}\s]+\s*\}\}/
const EACH_PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/g

function misfit(
  pattern: string,
  text: string,
  isCode: boolean,
  matching: Matching,
): { placeholder: string | null } | null {
  // Words of the template at even places, names of its placeholders at odd ones.
  const parts = pattern.split(EACH_PLACEHOLDER)
  const first = parts[0] ?? ''
  if (!text.startsWith(first)) return { placeholder: null }
  let at = first.length
  let ticks = count(first)
  for (let i = 1; i < parts.length; i += 2) {
    const [name = '', after = ''] = [parts[i], parts[i + 1]]
    const known = matching.values.get(name)
    const end = i + 2 >= parts.length ? text.length - after.length : text.indexOf(after, at + (known?.length ?? 1))
    if (end <= at || !text.startsWith(after, end)) return { placeholder: name }
    const value = text.slice(at, end)
    const isUnfilled = matching.unfilled && value.replaceAll(/\s/g, '') === `{{${name}}}`
    if (!isUnfilled && (!fits(value, isCode || ticks % 2 === 1) || (known !== undefined && known !== value)))
      return { placeholder: name }
    if (!isUnfilled) matching.values.set(name, value)
    at = end + after.length
    ticks += count(after)
  }
  return at === text.length ? null : { placeholder: null }
}

const count = (text: string): number => text.split('`').length - 1

const fits = (value: string, isCode: boolean): boolean =>
  value.length <= LONGEST &&
  value === value.trim() &&
  (isCode ? WORD.test(value) : PROSE.test(value) && !SENTENCE.test(value) && !value.includes('  '))
