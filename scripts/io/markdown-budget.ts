import type { Code, Construct, Extension, ParseContext, State, TokenizeContext } from 'micromark-util-types'

/*
 * The parser doesn't read all of Markdown in linear time: runs of `*`, brackets and nested lists are each looked at
 * again by what follows them. So its work is counted while it is done, and where a text asks for more than an honest
 * one does, it stops. What happens is counted and no clock is read: a text is within its budget on every machine, or on
 * none. A unit is about 20 µs of reading; `npm run bench -- markdown` looks for texts that cost more.
 */

/** What a text of 150 kB asks for by its length, lines, cells and addresses, dense with them. */
const MOST_SIZE = 14_000
/** What marks, items and nesting ask for on top of that. */
const MOST_WORK = 14_000
/** Parts of its tree: each takes as long again to be made HTML of. */
const MOST_PARTS = 20_000

/** Thrown through the parser where a text asks for too much. */
export interface OverBudget {
  /** The line that it was at, from 1. */
  over: number
}

export const isOverBudget = (error: unknown): error is OverBudget =>
  typeof error === 'object' && error !== null && 'over' in error

/** What takes time in proportion to its number. */
const COUNTED = /www\.|@|:\/\/|\n|\|/gi

/** Whether a text is too large to be read, whatever is in it. */
export function isTooLarge(text: string): boolean {
  const size = text.length / 20
  return size > MOST_SIZE || size + (text.match(COUNTED)?.length ?? 0) > MOST_SIZE || openTicks(text) / 700 > MOST_WORK
}

/** Whether a tree of so many parts takes too long to be made HTML of. */
export const hasTooManyParts = (parts: number): boolean => parts > MOST_PARTS

/** The characters that the parser goes through for backticks that no others close: for each run those to its paragraph's end. */
function openTicks(text: string): number {
  if (!text.includes('`')) return 0
  let sum = 0
  for (const paragraph of text.split(/\n[ \t]*\n/)) {
    const closing = new Set<number>()
    for (const { 0: run, index } of [...paragraph.matchAll(/`+/g)].toReversed()) {
      if (!closing.has(run.length)) sum += paragraph.length - index
      closing.add(run.length)
    }
  }
  return sum
}

const BACKTICK = '`'.charCodeAt(0)
const spent = new WeakMap<ParseContext, number>()

function charge(context: TokenizeContext, units: number) {
  const sum = (spent.get(context.parser) ?? 0) + units
  spent.set(context.parser, sum)
  // oxlint-disable-next-line typescript/only-throw-error -- no error of anybody's, and its stack would be of no use
  if (sum > MOST_WORK) throw { over: context.now().line } satisfies OverBudget
}

/** Is tried before what it counts, and never matches. */
const meter = (cost: (context: TokenizeContext, code: Code) => number): Construct => ({
  name: 'meter',
  add: 'before',
  // Within a run of backticks nothing else is tried either.
  previous: (code) => code !== BACKTICK,
  tokenize(_effects, _ok, nok) {
    return (code) => {
      charge(this, cost(this, code))
      return nok(code)
    }
  },
})

/** Marks so far of a paragraph, a heading or a cell: a further one may be compared with all of them. */
const marks = new WeakMap<TokenizeContext, number>()

const CLOSING = ']'.charCodeAt(0)
const BRACKETS = new Set(['[', ']'].map((bracket) => bracket.charCodeAt(0)))
const mark = meter((context, code) => {
  const count = (marks.get(context) ?? 0) + 1
  marks.set(context, count)
  return (code !== null && BRACKETS.has(code) ? 1 : 0.5) + count / 280 + (code === CLOSING ? defined(context) : 0)
})

/** What stands between brackets is looked for among all that is defined. */
const defined = ({ parser }: TokenizeContext): number =>
  (parser.defined.length + (parser.gfmFootnotes?.length ?? 0)) / 200

/** A list or a quote may begin: the further right, the deeper it may be nested, and each line goes through all levels. */
const container = meter((context) => 3 + context.now().column ** 2 / 1000)
/** Where one that does begin ends, all that stands above it is copied. */
const copied = ({ events }: TokenizeContext) => events.length / 2500
const quote = meter(copied)
const list: Construct = {
  name: 'meter',
  add: 'before',
  tokenize(effects, _ok, nok) {
    const behind = (code: Code): State | undefined => {
      if (code !== null && DIGITS.has(code)) {
        effects.consume(code)
        return behind
      }
      if (code === null || code < 0 || ENDS_MARK.has(code)) charge(this, copied(this))
      return nok(code)
    }
    return (code) => {
      effects.enter('listItemValue')
      effects.consume(code)
      return behind
    }
  },
}
/** A line outside of a quote that goes on with a paragraph in it is compared with all of the quote. */
const line = meter(({ parser, now }) => (parser.lazy[now().line - 1] ? now().line / 300 : 0))
/** One that begins further right is an item's or a quote's. */
const block = meter((context) => {
  const { column } = context.now()
  return column === 1 ? 0 : 2 + column / 20
})
/** An underlined heading goes through all that stands above it. */
const underline = meter(({ events }) => events.length / 1000)
const definition = meter((context) => 1 + defined(context))

const LINE_ENDINGS = [-5, -4, -3]
const codes = (characters: string) => Array.from(characters, (character) => character.charCodeAt(0))
const each = (keys: readonly number[], construct: Construct | Construct[]) =>
  Object.fromEntries(keys.map((key) => [key, construct]))
const DIGITS = new Set(codes('0123456789'))
const ENDS_MARK = new Set(codes('.) '))

/** Counts the work of the parser that it extends. */
export const metering: Extension = {
  document: {
    ...each(codes('['), container),
    ...each(codes('>'), [container, quote]),
    ...each(codes('*+-0123456789'), [container, list]),
    null: line,
  },
  flowInitial: { null: block },
  flow: each(codes('=-'), underline),
  contentInitial: each(codes('['), definition),
  text: each([...LINE_ENDINGS, ...codes('![]*_~`<&\\')], mark),
}

const TAG = /<\/?([a-z][a-z0-9]*)[^>]*>?/gi
/** Begun again in each paragraph after, until they are closed. */
const FORMATTING = /^(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/i
/** Within these nothing outside is closed. */
const ENCLOSING = /<(?:td|th|caption|object|applet|marquee|template|select|svg|math)/i

/** Whether the pieces of HTML in a text of so many blocks ask for too much. */
export function isTooMuchHtml(pieces: readonly string[], blocks: number): boolean {
  const open = new Map<string, number>()
  let [tags, work] = [0, 0]
  const closes = !pieces.some((piece) => ENCLOSING.test(piece))
  for (const piece of pieces)
    for (const [tag, name = ''] of piece.matchAll(TAG)) {
      tags++
      // Each attribute is compared with those before it.
      work += 3 + tag.length ** 2 / 30_000
      if (!FORMATTING.test(name)) continue
      const count = open.get(name.toLowerCase()) ?? 0
      if (!tag.startsWith('</')) open.set(name.toLowerCase(), count + 1)
      else if (closes) open.set(name.toLowerCase(), Math.max(0, count - 1))
    }
  const unclosed = [...open.values()].reduce((sum, count) => sum + count, 0)
  return work + tags ** 2 / 10_000 + (unclosed * blocks) / 20 > MOST_WORK
}
