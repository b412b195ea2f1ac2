import { ownValue } from '#model/records/own-value'
import type { Element, ElementContent } from 'hast'
import { withHiddenNamed } from '#model/records/hidden-signs'
import {
  commandsIn,
  effectOfBlock,
  piecesOf,
  tongueName,
  tongueOf,
  withPlainBreaks,
  type Command,
} from '#model/runbook/command'
import { together, type Effect } from '#model/runbook/effect/effect'
import { partsOf } from '#model/runbook/placeholder'
import { element, text, wordsOf } from './nodes.ts'

/** What commands are shown with. */
export interface Around {
  placeholders: Readonly<Record<string, string>>
  names: readonly string[]
  /** The section that they stand in. */
  section: string
  /** Where a query can be tried out; null where that isn't known. */
  tryOut: (query: string) => string | null
  /** Is told of each placeholder that is shown. */
  shown: (name: string) => void
}

/** The language of a fenced block; null where there is none, undefined where it is no block. */
export function languageOf(pre: Element): string | null {
  const [code] = pre.children
  const names = code?.type === 'element' ? code.properties['className'] : undefined
  const name = Array.isArray(names) ? names.map(String).find((one) => one.startsWith('language-')) : undefined
  return name?.slice('language-'.length) ?? null
}

/**
 * A fenced block as something to run: what it does, its language, a button that copies it. Commands that do different
 * things stand apart, each with its own button: nobody must copy the dry run with the real thing.
 */
export function commandBlocks(pre: Element, around: Around): Element[] {
  const language = languageOf(pre)
  const code = codeOf(pre)
  const pieces = piecesOf(language, code)
  if (pieces === null) return blocksOf(code, language, around)
  return pieces.flatMap(({ text: piece, output }) => (output ? [answer(piece)] : blocksOf(piece, language, around)))
}

function blocksOf(code: string, language: string | null, around: Around): Element[] {
  const commands = commandsIn(language, code).map((one) => ({ ...one, effect: filledEffect(one, language, around) }))
  if (tongueOf(language, code) === 'other') return [plainBlock(code, language)]
  const differ = new Set(commands.map(({ effect }) => effect)).size > 1
  return differ
    ? commands.map(({ text: command, effect }) => box(command, language, effect, around))
    : [box(code, language, commands.length === 0 ? 'nothing' : effectOfBlock(commands), around)]
}

/** What is copied is what is seen: a sign that turns the text round, or that nobody sees, stands there by its name. */
const codeOf = (pre: Element): string => withHiddenNamed(withPlainBreaks(wordsOf(pre)).replace(/\n$/, ''))

/** A fenced block as it is written. */
export const writtenBlock = (pre: Element): Element => plainBlock(codeOf(pre), languageOf(pre))

/** What a command does with its values in their places: one that is more than a word may be a command of its own. */
function filledEffect({ text: command, effect }: Command, language: string | null, around: Around): Effect | null {
  const values = partsOf(command, around.names).map((part) =>
    'text' in part ? part.text : ownValue(around.placeholders, part.name) || part.written,
  )
  const filled = values.join('')
  return filled === command ? effect : together([effect, effectOfBlock(commandsIn(language, filled))])
}

/** What a command answers: nobody runs it. */
const answer = (code: string): Element =>
  element(
    'div',
    { className: ['cmd', 'plain-code'] },
    element('pre', {}, element('code', {}, code)),
    element('div', { className: ['cmd-foot'] }, element('span', {}, 'Output')),
  )

/** Output, or a file: it wraps, too, and can be copied. */
const plainBlock = (code: string, language: string | null): Element =>
  element(
    'div',
    { className: ['cmd', 'plain-code'] },
    element('pre', {}, element('code', {}, code)),
    foot(null, tongueName(language), null),
  )

/** A block of comments alone does nothing, and nothing is said of it. */
type Said = Effect | 'nothing' | null

function box(code: Command['text'], language: string | null, effect: Said, around: Around): Element {
  const mutable = around.section === 'Mitigation' && effect === null
  const query = tongueOf(language, code) === 'query' ? around.tryOut(code) : null
  return element(
    'div',
    { className: ['cmd', ...(effect === 'changes' || mutable ? ['changes'] : [])] },
    element('pre', {}, element('code', {}, ...marked(code, around))),
    foot(
      effect === 'changes' || mutable
        ? element('span', { className: ['what'] }, warning(), mutable ? 'May change production' : 'Changes production')
        : effect === null || effect === 'nothing'
          ? null
          : element('span', {}, effect === 'dry_run' ? 'Prints only' : 'Reads only'),
      tongueName(language),
      query === null
        ? null
        : element('a', { href: query, rel: ['noopener', 'noreferrer', 'nofollow'] }, 'Open in Prometheus'),
    ),
  )
}

const foot = (what: Element | null, language: string | null, link: Element | null) =>
  element(
    'div',
    { className: ['cmd-foot'] },
    what,
    language === null ? null : element('span', {}, language),
    link,
    // The script shows it; without one it would do nothing.
    element('button', { type: 'button', className: ['button'], hidden: true, 'data-copy': '' }, 'Copy'),
  )

const WARNING = 'M8 1 15.5 14.5H.5Zm-1 4.5.3 4.5h1.4l.3-4.5ZM7.1 11v1.8h1.8V11Z'
const warning = () =>
  element(
    'svg',
    { className: ['glyph'], viewBox: '0 0 16 16', ariaHidden: 'true' },
    element('path', { d: WARNING, fillRule: 'evenodd' }),
  )

/** A command within a line with its placeholders filled in; null where it has none, or is the name of one. */
export function inlineCommand(code: string, around: Around): ElementContent[] | null {
  const parts = partsOf(code, around.names)
  return parts.length > 1 && parts.some((part) => 'name' in part) ? marked(code, around) : null
}

function marked(code: string, { placeholders, names, shown }: Around): ElementContent[] {
  return partsOf(code, names).map((part) => {
    if ('text' in part) return text(part.text)
    shown(part.name)
    const value = ownValue(placeholders, part.name) ?? ''
    return element('mark', { 'data-name': part.name }, value === '' ? part.name : value)
  })
}
