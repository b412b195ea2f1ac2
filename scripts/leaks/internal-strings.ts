import type { Catalog } from '#model/catalog'

/*
 * What of a catalogue is looked for in the pages: every string that is long enough to tell something, line by line.
 */

/** Shorter strings aren't distinctive. */
export const SHORTEST = 8

/** Of longer ones the beginning is looked for. */
const LONGEST = 2000
const beginning = (text: string): string =>
  text.length <= LONGEST
    ? text
    : text
        .slice(0, LONGEST)
        .replace(/(?<!\S)\S+$/, '')
        .trimEnd() || text.slice(0, LONGEST)

/** Where an internal string comes from. */
export interface Origin {
  file: string
  /** The field as a path, or `text` for a body. */
  field: string
}

// Neither part may begin another one: on `[[[[…` anything else takes quadratic time.
const LINK = /!?\[([^[\]]*)\]\(([^()]*)\)/g

/** Markdown without its marks and the targets of its links, white space folded: what a reader of the page sees, near enough to compare by. */
export const wordsOfMarkdown = (markdown: string): string =>
  fold(markdown.replaceAll(LINK, '$1').replaceAll(/[*_`~|>#\\]+/g, ' '))
    .replaceAll(/ (?=[.,;:!?)])/g, '')
    .trim()

/** A line without any mark, as most are: its reader sees it as it was written. */
const PLAIN = /^(?:[^\s*_`~|>#\\[\]]| (?![\s.,;:!?)]))*$/

/** Keys of a record are our own words, but those of a map are its author's. */
const MAPS = new Set(['links', 'contacts', 'components', 'placeholders'])

/** The strings of a value with the path to each; texts of several lines line by line. */
export function* textsIn(value: unknown, path: string): Generator<{ text: string; field: string }> {
  if (typeof value === 'string') {
    for (const line of value.split('\n')) {
      const bare = line.replace(/^\s*(?:[-+]|\d+[.)])\s+/, '')
      if (PLAIN.test(bare)) {
        const text = bare.trim()
        if (text.length >= SHORTEST) yield { text: beginning(text), field: path }
        continue
      }
      // As a page shows it that renders Markdown, and as one does that doesn't: `pool_size` keeps its mark there.
      const targets = bare.includes('](') ? [...bare.matchAll(LINK)].map(([, , target = '']) => target.trim()) : []
      for (const text of new Set([wordsOfMarkdown(bare), fold(bare).trim(), ...targets]))
        if (text.length >= SHORTEST) yield { text: beginning(text), field: path }
    }
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* textsIn(item, `${path}[${i}]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const field = path === '' ? key : `${path}.${key}`
      if (MAPS.has(path)) yield* textsIn(key, field)
      yield* textsIn(item, field)
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
    for (const { text, field } of textsIn(settings, '')) yield [text, { file, field }]
  for (const list of Object.values(lists))
    for (const record of list)
      for (const [key, value] of Object.entries(record)) {
        if (OWN.has(key)) continue
        for (const { text, field } of textsIn(value, key)) yield [text, { file: record.file, field }]
      }
}

export const fold = (text: string) => text.replaceAll(/\s{2,}|[^\S ]/g, ' ')
