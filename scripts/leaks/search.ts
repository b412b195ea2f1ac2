import type { Catalog } from '#model/catalog'
import { composedOf } from './quotable-lines.ts'
import { phraseIndex } from '#model/publish/phrase-index'
import type { PublicCatalog } from '#model/publish/public'

/*
 * The fourth lock: whatever the pages are made of, no string of what isn't public may stand in them.
 */

/** Shorter strings aren't distinctive. */
const SHORTEST = 8

/** Of longer ones the beginning is looked for. */
const LONGEST = 2000
const beginning = (text: string): string =>
  text.length <= LONGEST
    ? text
    : text
        .slice(0, LONGEST)
        .replace(/[^\s]+$/, '')
        .trimEnd() || text.slice(0, LONGEST)

/** Where an internal string comes from. */
export interface Origin {
  file: string
  /** The field as a path, or `text` for a body. */
  field: string
}

export interface Leak extends Origin {
  phrase: string
  page: string
}

// Neither part may begin another one: on `[[[[…` anything else takes quadratic time.
const LINK = /!?\[([^[\]]*)\]\(([^()]*)\)/g

/** Markdown without its marks and the targets of its links, white space folded: what a reader of the page sees, near enough to compare by. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(LINK, '$1')
    .replaceAll(/[*_`~|>#\\]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,;:!?)])/g, '')
    .trim()

/** Keys of a record are our own words, but those of a map are its author's. */
const MAPS = new Set(['links', 'contacts', 'components', 'placeholders'])

/** The strings of a value with the path to each; texts of several lines line by line. */
function* strings(value: unknown, path: string): Generator<{ text: string; field: string }> {
  if (typeof value === 'string') {
    for (const line of value.split('\n')) {
      const bare = line.replace(/^\s*(?:[-+]|\d+[.)])\s+/, '')
      // As a page shows it that renders Markdown, and as one does that doesn't: `pool_size` keeps its mark there.
      const targets = [...bare.matchAll(LINK)].map(([, , target = '']) => target.trim())
      for (const text of new Set([plainText(bare), fold(bare).trim(), ...targets]))
        if (text.length >= SHORTEST) yield { text: beginning(text), field: path }
    }
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* strings(item, `${path}[${i}]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const field = path === '' ? key : `${path}.${key}`
      if (MAPS.has(path)) yield* strings(key, field)
      yield* strings(item, field)
    }
  }
}

/** Keys that the reader adds. A body's text is under `body.markdown`. */
const OWN = new Set(['line', 'document', 'path', 'servicePath', 'format'])

/** Every string of a catalogue with where it comes from, what is public of it included. */
export function* internalStrings(catalog: Catalog): Generator<[string, Origin]> {
  const { now: _now, broken: _broken, site, policy, ...lists } = catalog
  for (const [file, settings] of [
    ['site.yaml', site],
    ['policy.yaml', policy],
  ] as const)
    for (const { text, field } of strings(settings, '')) yield [text, { file, field }]
  for (const list of Object.values(lists))
    for (const record of list)
      for (const [key, value] of Object.entries(record)) {
        if (OWN.has(key)) continue
        for (const { text, field } of strings(value, key)) yield [text, { file: record.file, field }]
      }
}

/** Everything that a public catalogue says, as one text. */
export function publicText(catalog: PublicCatalog): string {
  const parts: string[] = []
  for (const { key, text } of leaves(catalog)) parts.push(key, fold(text), plainText(text))
  return parts.join('\n')
}

/** The values of a public catalogue that pages show whole: names, titles, addresses; no long texts. */
export const publicValues = (catalog: PublicCatalog): string[] =>
  [...leaves(catalog)].filter(({ key }) => key !== 'markdown' && key !== 'postmortem').map(({ text }) => text)

function* leaves(value: unknown, key = ''): Generator<{ key: string; text: string }> {
  if (typeof value === 'string') yield { key, text: value }
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) yield* leaves(item, name)
}

const fold = (text: string) => text.replaceAll(/\s+/g, ' ')

/** What may stand on the public site. */
export interface Sayable {
  /** All of this, and any part of it: the public catalogue, and the words that the site is written in. */
  texts: readonly string[]
  /** Each of these whole, put together with numbers and dates. */
  values: readonly string[]
  /** Each of these, and any beginning of it, such as the folder of an address; what stands further on in it isn't. */
  beginnings: readonly string[]
  /**
   * Each of these whole, and nothing with it: the id in a file's name is as internal as anywhere. Where one of them
   * begins with `#` it may follow on another one, as a place on a page.
   */
  names: readonly string[]
  /** Sentences of the templates, with `{…}` where a value goes. */
  sentences: readonly string[]
  /** Moments, lengths and percentages as pages write them: any others of the same words may stand there too. */
  written: readonly string[]
}

/** Searches pages for internal strings that aren't sayable. */
export function leakSearch(catalog: Catalog, { texts, values, beginnings, names, sentences, written }: Sayable) {
  const origins = new Map<string, Origin>()
  for (const [text, origin] of internalStrings(catalog)) if (!origins.has(text)) origins.set(text, origin)
  const index = phraseIndex(origins, SHORTEST)
  const allowed = new Set(names)
  for (const text of beginnings) for (const { phrase, at } of index.search(text)) if (at === 0) allowed.add(phrase)
  for (const text of texts) for (const { phrase } of index.search(text)) allowed.add(phrase)
  const isComposed = composedOf(values, sentences, written)
  const isName = new Set(names)
  const isPlace = (phrase: string) => {
    const at = phrase.lastIndexOf('#')
    return at > 0 && isName.has(phrase.slice(at)) && isName.has(phrase.slice(0, at))
  }
  return function* search(page: string, text: string): Generator<Leak> {
    const found = new Set<string>()
    for (const { phrase, value } of index.search(text)) {
      if (allowed.has(phrase) || found.has(phrase)) continue
      found.add(phrase)
      if (isComposed(phrase) || isPlace(phrase)) allowed.add(phrase)
      else yield { page, phrase, ...value }
    }
  }
}
