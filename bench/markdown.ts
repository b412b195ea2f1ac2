import { outlineOf, parseMarkdown } from '#io/markdown'
import { renderMarkdown } from '#site/shared/markdown.ts'
import { dice } from './dice.ts'

const split = (pieces: string) => pieces.split('·')
/** What Markdown reads something into: by itself, and beside another one, it may be slow. */
const MARKS = split(
  'a· ·*·**·_·__·~·~~·`·``·[·]·![·](·(·)·[^·]:·[a]·[a](b)·<·>·<b>·</b>·<!--·-->·<p>·<a href="·"·&·&amp;·\\·|·@·www.·http://a.b·a@b.c·:·#·-·=·1.·+·é',
)
const BREAKS = split('\n·\n\n·  \n·\n  ·\n    ·\n> ·\n- ·\n1. ·\n# ·\n|·\n[a]: b·\n[^a]: b·\n<div>·\n<pre>·\n```\n·\t')
const PIECES = [...MARKS, ...BREAKS]

export interface Slow {
  /** What the text is full of. */
  piece: string
  bytes: number
  /** Of CPU, for reading it and rendering it. */
  seconds: number
  over: boolean
}

const SIZES = [20_000, 100_000, 1024 * 1024]

/** The texts of up to 1 MiB that took longest, of so many kinds: one piece, or some of them, over and over. */
export function slowestTexts(kinds: number, seed: number): Slow[] {
  const roll = dice(seed)
  const pick = () => PIECES[roll.below(PIECES.length)] ?? ''
  const made = Array.from({ length: kinds }, () => Array.from({ length: 2 + roll.below(3) }, pick).join(''))
  return [...PIECES, ...made]
    .flatMap((piece) => SIZES.map((bytes) => timedText(piece, bytes)))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 15)
}

function timedText(piece: string, bytes: number): Slow {
  const markdown = piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)))
  const begun = process.cpuUsage()
  const { over } = outlineOf({ markdown, line: 1 })
  renderMarkdown(markdown, { headings: 3, link: () => null })
  const { user, system } = process.cpuUsage(begun)
  return { piece, bytes, seconds: (user + system) / 1e6, over: over !== undefined && 'over' in parseMarkdown(markdown) }
}
