import { outlineOf, parseMarkdown } from '#io/markdown'
import { renderMarkdown } from '#site/shared/markdown.ts'
import { dice } from './dice.ts'

const split = (pieces: string) => pieces.split('·')
/** What Markdown reads something into: by itself, and beside another one, it may be slow. */
const MARKS = split(
  'a· ·*·**·_·__·~·~~·`·``·[·]·![·](·(·)·[^·]:·[a]·[a](b)·<·>·<b>·</b>·<!--·-->·<p>·<a href="·"·&·&amp;·\\·|·@·www.·http://a.b·a@b.c·:·#·-·=·1.·+·é',
)
const BREAKS = split('\n·\n\n·  \n·\n  ·\n    ·\n> ·\n- ·\n1. ·\n# ·\n|·\n[a]: b·\n[^a]: b·\n<div>·\n<pre>·\n```\n·\t')
const WHOLE = split(
  '- a\n·* a *b*\n·1. a\n·- a\n\n·- a\n  - b\n·> a\n\n·> > a\n·## a\n\n·a\n===\n·[a](b) ·![a](b) ·**a** ·~~a~~ ·|a|b|c|\n·- [ ] a\n·```\na\n```\n·<b>a</b> ·<p>a</p>\n\n·<table><tr><td>·<ul><li>·a@b.cd ·a\\\n·12:00 ',
)
const PIECES = [...MARKS, ...BREAKS, ...WHOLE]
/** What takes long by how it stands, and not by what it is full of. */
const SHAPES: Readonly<Record<string, (bytes: number) => string>> = {
  'a quote that goes on outside': (bytes) => `> a\n${of('a\n', bytes)}`,
  'an item of twenty levels that goes on outside': (bytes) => `${'- '.repeat(20)}a\n${of('a\n', bytes)}`,
  'a table of one column': (bytes) => `|a|\n|-|\n${of('a\n', bytes)}`,
  'a table of three columns': (bytes) => `|a|b|c|\n|-|-|-|\n${of('|a|b|c|\n', bytes)}`,
  'longer and longer runs of backticks': (bytes) => growing(bytes, (i) => `${'`'.repeat(i)} `),
  'deeper and deeper lists': (bytes) => growing(bytes, (i) => `${'  '.repeat(i)}- a\n`),
  'lists of ten levels': (bytes) => growing(bytes, (i) => `${'  '.repeat(i % 10)}- a\n`),
  'definitions, and references to them': (bytes) =>
    `${growing(bytes / 2, (i) => `[a${i}]: b\n`)}\n${growing(bytes / 2, (i) => `[a${i}] `)}`,
}

const of = (piece: string, bytes: number) => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)))
function growing(bytes: number, piece: (i: number) => string): string {
  const pieces: string[] = []
  for (let length = 0, i = 0; length < bytes; i++) {
    pieces.push(piece(i))
    length += pieces[i]?.length ?? 0
  }
  return pieces.join('')
}

export interface Slow {
  /** What the text is full of. */
  piece: string
  bytes: number
  /** Of CPU, for reading it and rendering it. */
  seconds: number
  over: boolean
}

const SIZES = [8000, 20_000, 60_000, 150_000, 1024 * 1024]

/** The texts of up to 1 MiB that took longest, of so many kinds: one piece, or some of them, over and over. */
export function slowestTexts(kinds: number, seed: number): Slow[] {
  const roll = dice(seed)
  const pick = () => PIECES[roll.below(PIECES.length)] ?? ''
  const made = Array.from({ length: kinds }, () => Array.from({ length: 2 + roll.below(3) }, pick).join(''))
  const texts: [name: string, text: (bytes: number) => string][] = [
    ...[...PIECES, ...made].map((piece): [string, (bytes: number) => string] => [piece, (bytes) => of(piece, bytes)]),
    ...Object.entries(SHAPES),
  ]
  return texts
    .flatMap(([piece, text]) => SIZES.map((bytes) => timedText(piece, bytes, text(bytes))))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 15)
}

function timedText(piece: string, bytes: number, markdown: string): Slow {
  const begun = process.cpuUsage()
  const { over } = outlineOf({ markdown, line: 1 })
  renderMarkdown(markdown, { headings: 3, link: () => null })
  const { user, system } = process.cpuUsage(begun)
  return { piece, bytes, seconds: (user + system) / 1e6, over: over !== undefined && 'over' in parseMarkdown(markdown) }
}
