import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { COMPONENT_STATUSES } from '#model/records/update'
import { stylesheetOf } from '#site/shared/stylesheet.ts'
import { ORDER } from '#site/status/styles/order.ts'
import type { OwnWords } from './own-words.ts'

/*
 * The words that stand on the public site whatever the records say. Of its templates only the vocabulary of the markup
 * counts, not the text between the tags or in an attribute that is read out: a sentence that someone typed into a
 * template is no better than one that a template took from a record. The site's own sentences are those of
 * `site/status/i18n`.
 */

/** What the formats call their keys and states. */
const FORMATS = ['scripts/export/**/*.ts', 'scripts/model/status/overall.ts', 'scripts/model/records/update.ts']
const MARKUP = ['site/{status,shared}/**/*.{astro,svg}']
/** What browsers run. No record comes near it. */
const SCRIPTS = ['site/status/{client,embed}/**/*.ts']
/** Whose files' names are addresses. */
const PAGES = 'site/status/pages'
/** In the order in which the site's style sheet has them. */
const STYLES = [
  'site/shared/tokens.css',
  'site/shared/base.css',
  ...ORDER.map((name) => `site/status/styles/${name}.css`),
]

/** All of our own words, from the sources; `scripts` are the texts of the scripts as browsers get them. */
export const wordsOfSources = (project: string, scripts: readonly string[]): OwnWords => ({
  vocabulary: vocabularyIn(project),
  files: [stylesheetOf(...STYLES.map((path) => readFileSync(join(project, path), 'utf8'))).text, ...scripts],
  fragments: fragmentsIn(project),
  sentences: sentencesIn(project),
})

/** The vocabulary of the site: names of tags, attributes, classes, files, keys and states. */
function vocabularyIn(project: string): string[] {
  const words = new Set([
    ...sources(project, FORMATS).flatMap((text) => [...wordsIn(text), ...quoted(text)]),
    ...sources(project, MARKUP).flatMap((text) => [...markupWords(text), ...classesIn(text)]),
    ...[...sources(project, [...MARKUP, ...FORMATS]).flatMap(tagsIn), ...MARKDOWN].flatMap((tag) => [
      `<${tag}>`,
      `</${tag}>`,
    ]),
    ...sources(project, SCRIPTS).flatMap((text) => withoutComments(text).match(/[\w-]+/g) ?? []),
    ...fileNames(project),
  ])
  return [...words].filter((word) => word.trim() !== '')
}

const sources = (project: string, patterns: readonly string[]): string[] =>
  globSync(patterns, { cwd: project })
    .filter((path) => !path.endsWith('.test.ts'))
    .toSorted()
    .map((path) => readFileSync(join(project, path), 'utf8'))

const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
const wordsIn = (text: string): string[] => text.match(/[A-Za-z_]+/g) ?? []
/** Statuspage's own phrases stand in quotes: "All Systems Operational". */
const quoted = (text: string): string[] => [...text.matchAll(/'([A-Z][A-Za-z ]+)'/g)].map(([, phrase = '']) => phrase)

/** Attributes that hold names, for browsers and for style sheets; nobody hears or reads them. */
const NAMING = new Set(
  `as charset class d dir fill for height href hreflang http-equiv id lang media name points preserveAspectRatio property
  rel role rx scope src stroke stroke-width tabindex target transform type viewBox width xmlns
  aria-controls aria-current aria-describedby aria-hidden aria-labelledby aria-live`.split(/\s+/),
)

/** The names of tags and attributes, single plain words in attributes, whole attributes that hold names, and styles. */
const markupWords = (text: string): string[] => [
  ...[...text.matchAll(/<([a-zA-Z][\w-]*)|\s([a-zA-Z][\w:-]*)=(?:"([^"{}]*)")?/g)].flatMap(
    ([, tag = '', attribute = '', value = '']) => [
      tag,
      attribute,
      ...value.split(/\s+/).filter((word) => /^[a-z_]+$/i.test(word)),
      ...(NAMING.has(attribute) ? [value] : []),
    ],
  ),
  ...[...text.matchAll(/"\s+([a-z]+)>|<style>([^<]*)<\/style>/g)].flatMap(([, bare = '', style = '']) => [bare, style]),
  ...[...text.matchAll(/<meta name="(?:viewport|color-scheme|robots)" content="([^"{}]*)"/g)].map(
    ([, content = '']) => content,
  ),
]

/** Classes that go with a state, `headline operational`, and those that an expression chooses from. */
const classesIn = (text: string): string[] => [
  ...[...text.matchAll(/class:list=\{\[(.*?)\]\}/g)].flatMap(([, list = '']) => {
    const words = [...list.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word)
    return words.flatMap((word) => [...words, ...COMPONENT_STATUSES].map((state) => `${word} ${state}`))
  }),
  ...[...text.matchAll(/\sclass(?::list)?=\{([^}]*)\}/g)].flatMap(([, chosen = '']) =>
    [...chosen.matchAll(/'([\w -]+)'/g)].map(([, words = '']) => words),
  ),
]

const tagsIn = (text: string): string[] => [...text.matchAll(/<([a-z][a-z\d]*)\b/g)].map(([, tag = '']) => tag)
/** What Markdown becomes: https://github.github.com/gfm/. A feed has its tags as text. */
const MARKDOWN =
  'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input li ol p pre strong table tbody td th thead tr ul'.split(
    ' ',
  )

/** The names of the files and folders that every site has, `scheduled-maintenances` or `history.atom`. */
const fileNames = (project: string): string[] =>
  globSync('**/*', { cwd: join(project, PAGES) })
    .map((path) => basename(path).replace(/\.(?:ts|astro)$/, ''))
    .filter((name) => !name.includes('['))

/** The places within pages that addresses may name, `#uptime`. */
const fragmentsIn = (project: string): string[] =>
  sources(project, MARKUP).flatMap((text) => [...text.matchAll(/\sid="([\w-]+)"/g)].map(([, id]) => `#${id}`))

/** Where the words of the public site lie, a file for each language. */
const LANGUAGES = 'site/status/i18n'

/** The sentences of the public site in all its languages, with `{…}` where a value goes. */
function sentencesIn(project: string): string[] {
  const within = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(within)
  return sources(project, [`${LANGUAGES}/*.json`]).flatMap((text) => within(JSON.parse(text)))
}
