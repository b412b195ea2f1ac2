import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff'

/** What differs between two texts, as a unified diff tells it. */
export interface LineDiff {
  /** Lines that begin with `+`, `-`, a blank, or `@@`. */
  lines: string[]
  /** Whether it isn't all: the texts are too long, or too different, to be compared to their end. */
  isCut: boolean
}

/** More lines of a text than this aren't compared, nor more characters of a line. */
const LINES = 3000
const WIDTH = 400
/** With more lines added and removed than this the comparison, which takes as many rounds, is given up. */
const EDITS = 500
/** Lines that are the same, shown on either side of one that isn't. */
const CONTEXT = 3

/** Compares texts line by line, in a time that their length doesn't make long. No lines where nothing differs. */
export function lineDiff(before: readonly string[], after: readonly string[]): LineDiff {
  const [then, now] = [before, after].map((lines) => lines.slice(0, LINES).map((line) => line.slice(0, WIDTH)))
  const isLong = Math.max(before.length, after.length) > LINES
  if (!then || !now) return { lines: [], isCut: isLong }
  const patch = structuredPatch('', '', text(then), text(now), '', '', { context: CONTEXT, maxEditLength: EDITS })
  if (!patch) return { lines: [], isCut: true }
  const lines = patch.hunks.length === 0 ? [] : formatPatch(patch, OMIT_HEADERS).trimEnd().split('\n')
  return { lines, isCut: isLong }
}

/** Of lines that end, so that no end is remarked on. */
const text = (lines: readonly string[]): string => lines.map((line) => `${line.replaceAll(/[\r\n]/g, ' ')}\n`).join('')
