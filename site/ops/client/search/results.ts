import { SHAPES } from '../../../shared/shapes.ts'
import { FOUND_KINDS, keyOf, type Found, type FoundKind } from '../../view/search/found.ts'
import type { State } from '../../view/state.ts'
import { wordAlike } from './alike.ts'
import type { Finder, Finding } from './finder.ts'

/** The list's groups, its options in their order, and what is told of it. */
export interface Result {
  groups: HTMLElement[]
  options: HTMLElement[]
  words: string
}

/** How many of a kind are shown at first. */
const FEW = 5
/** How many of a kind are shown at all: a list beyond that is no answer. */
const MANY = 100

/** Whatever was found, as elements. Texts are records' and become text alone. */
export function results(typed: string, finding: Finding, { whole }: Pick<Finder, 'whole'>): Result {
  const options: HTMLElement[] = []
  const groups: HTMLElement[] = []
  const add = (name: string, children: HTMLElement[]) => {
    const id = `ev:found-${groups.length}`
    const group = element('div', { role: 'group', 'aria-labelledby': id })
    group.append(element('p', { class: 'of', id, role: 'presentation' }, name), ...children)
    groups.push(group)
  }
  const option = (made: HTMLElement) => {
    made.id = `ev:option-${options.length}`
    made.setAttribute('role', 'option')
    made.setAttribute('aria-selected', 'false')
    made.tabIndex = -1
    options.push(made)
    return made
  }
  const { exact, others, waiting, failed, past } = finding
  if (exact.length > 0)
    add(
      `“${typed}”`,
      exact.slice(0, MANY).flatMap((found) => entries(found, null).map(option)),
    )
  const byKind = Map.groupBy(others, ({ kind }) => kind)
  for (const [kind, name] of Object.entries(FOUND_KINDS)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of it
    const all = byKind.get(kind as FoundKind) ?? []
    if (all.length === 0) continue
    const shown = all.slice(0, whole.has(kind) ? MANY : FEW)
    const rows = shown.flatMap((found) => entries(found, found.missing).map(option))
    if (!whole.has(kind) && all.length > FEW)
      rows.push(option(more(kind, `Show ${all.length > MANY ? `${MANY} of ` : 'all '}${all.length} ${name}`)))
    add(name, rows)
  }
  if (past) add('Past years', [option(more('past', 'Search older incidents and changes too'))])
  const count = exact.length + others.length
  const found =
    count === 0 ? (waiting ? 'Searching …' : 'Nothing found.') : count === 1 ? '1 result' : `${count} results`
  const lacking = count > 0 && exact.length === 0 && others.every((one) => meantBy(one.missing, one).lacks.length > 0)
  return {
    groups,
    options,
    words: [
      lacking ? `${found}, none with all of it` : found,
      ...(failed ? ['A part of the index could not be loaded.'] : []),
    ].join(' '),
  }
}

/** Of what was typed and isn't there, what its name is like but for a slip or two, and what it hasn't got. */
function meantBy(missing: readonly string[], { id, title }: Pick<Found, 'id' | 'title'>) {
  const meant = missing.map((word) => ({ word, alike: wordAlike(word, [id, title]) }))
  return {
    alike: [...new Set(meant.flatMap(({ alike }) => alike ?? []))],
    lacks: meant.flatMap(({ word, alike }) => (alike === null ? word : [])),
  }
}

/** A person is two: their team, and a call. */
const entries = (found: Found, missing: readonly string[] | null): HTMLElement[] => [
  entry(found, missing),
  ...(found.call ? [call(found, found.call)] : []),
]

function call(found: Found, { text, url }: NonNullable<Found['call']>): HTMLElement {
  const made = element('a', { href: url, 'data-key': `call ${keyOf(found)}` })
  made.append(element('span', {}, `Call ${found.title}`), ' ', element('span', { class: 'about' }, text))
  return made
}

/** What goes by the very words that were typed (null) says what it is; what has not all of them, which it lacks. */
function entry({ kind, id, title, page, state, owner }: Found, missing: readonly string[] | null): HTMLElement {
  const made = element('a', { href: page, 'data-key': keyOf({ kind, id, page }) })
  made.append(element('span', { class: 'name' }, title))
  // Blanks, so that no two words are read as one.
  const about = element('span', { class: 'about' })
  const say = (child: HTMLElement) => about.append(child, ' ')
  if (missing === null) say(element('span', {}, kind === 'person' ? 'Person' : FOUND_KINDS[kind].replace(/s$/, '')))
  const { alike, lacks } = meantBy(missing ?? [], { id, title })
  const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(' and ')
  if (alike.length > 0) say(element('span', {}, `like ${quoted(alike)}`))
  if (lacks.length > 0) say(element('span', {}, `without ${quoted(lacks)}`))
  if (id !== title) say(element('span', { class: 'id' }, id))
  if (state) say(stateOf(state))
  if (owner !== null) say(element('span', {}, owner))
  made.append(' ', about)
  return made
}

function stateOf({ word, tone }: State): HTMLElement {
  if (tone === 'neutral') return element('span', {}, word)
  const made = element('span', { class: `state ${tone}` })
  made.append(glyph(SHAPES[tone]), word)
  return made
}

const more = (what: string, words: string): HTMLElement =>
  element('div', { 'data-more': what, 'data-key': `more ${what}` }, words)

function element(tag: 'a' | 'div' | 'p' | 'span', attributes: Record<string, string>, text = ''): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.textContent = text
  return made
}

function glyph(shape: string): SVGElement {
  const name = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(name, 'svg')
  svg.setAttribute('class', 'glyph')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(name, 'path')
  path.setAttribute('d', shape)
  svg.append(path)
  return svg
}
