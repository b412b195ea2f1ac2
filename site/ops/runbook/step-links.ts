import type { Element, ElementContent, Nodes, Parent } from 'hast'
import { element, text } from './nodes.ts'

/** A heading of a runbook that its text may name. */
export interface Place {
  id: string
  /** Its words without the number. */
  title: string
  number: number | null
  section: string
}

/** Where the words of a runbook lead on its own page: `Step 2`, and the title of a heading in quotes. */
export interface Places {
  byTitle: ReadonlyMap<string, string>
  /** Of the section `Diagnosis`, or of the one that asks. */
  step: (number: number, section: string) => string | undefined
}

export function placesOf(places: readonly Place[]): Places {
  const numbered = new Map<string, string>()
  for (const { id, number, section } of places)
    if (number !== null) {
      const key = `${section} ${number}`
      if (!numbered.has(key)) numbered.set(key, id)
    }
  const anywhere = new Map(
    places.flatMap(({ id, number }) => (number === null ? [] : [[number, id] as const])).toReversed(),
  )
  return {
    byTitle: new Map(places.map(({ id, title }) => [comparable(title), id] as const).toReversed()),
    step: (number, section) =>
      numbered.get(`${section} ${number}`) ?? numbered.get(`Diagnosis ${number}`) ?? anywhere.get(number),
  }
}

const comparable = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replace(/(?:, (?:below|above))?[.:]?$/, '')

const NAMED = /\b[Ss]tep (\d{1,3})\b|["\u201c\u201e]([^"\u201c\u201d\u201e\n]{1,200})["\u201d\u201c]/g

/** What is no running text, or a link already. */
const APART = new Set(['a', 'code', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'svg', 'button', 'label', 'mark'])

/** Makes links of what names a step or a heading of the same runbook. */
export function linkPlaces(parent: Parent, places: Places, section: string): void {
  const linked: Nodes[] = []
  for (const child of parent.children) {
    if (child.type === 'text') linked.push(...linkedText(child.value, places, section))
    else {
      if (child.type === 'element' && !APART.has(child.tagName)) linkPlaces(child, places, section)
      linked.push(child)
    }
  }
  parent.children = linked as Parent['children']
}

function linkedText(words: string, { byTitle, step }: Places, section: string): ElementContent[] {
  const parts: ElementContent[] = []
  NAMED.lastIndex = 0
  let from = 0
  for (let match = NAMED.exec(words); match !== null; match = NAMED.exec(words)) {
    const { 0: found, 1: number, 2: title, index } = match
    const id = title === undefined ? step(Number(number), section) : byTitle.get(comparable(title))
    // The quotes around something else may be the end of one quote and the beginning of the next.
    NAMED.lastIndex = id === undefined ? index + 1 : index + found.length
    if (id === undefined) continue
    // Quotes stay outside of the link.
    const quote = title === undefined ? 0 : 1
    parts.push(text(words.slice(from, index + quote)), linkTo(id, found.slice(quote, found.length - quote)))
    from = index + found.length - quote
  }
  parts.push(text(words.slice(from)))
  return parts.filter((part) => part.type !== 'text' || part.value !== '')
}

export const linkTo = (id: string, words: string): Element => element('a', { href: `#${id}` }, words)

/** The heading that a text is nothing but the title of. */
export const placeNamed = ({ byTitle }: Places, words: string): string | undefined => byTitle.get(comparable(words))
