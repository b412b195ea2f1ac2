import { readdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'

/*
 * The words that stand on the public site whatever the records say. Of its templates only the vocabulary of the markup
 * counts, not the text between the tags or in an attribute that is read out: a sentence that someone typed into a
 * template is no better than one that a template took from a record. The site's own sentences are those of
 * `site/status/i18n`.
 */

type Read = (path: string) => Promise<string>

/** What the formats call their keys and states. */
const FORMATS = ['scripts/export', 'scripts/model/status/overall.ts', 'scripts/model/records/update.ts']
const TEMPLATES = ['site/status', 'site/shared']
/** What browsers run. No record comes near it. */
const SCRIPTS = ['site/status/client', 'site/status/embed']
/** Whose files' names are addresses. */
const PAGES = 'site/status/pages'

/** The vocabulary of the site: names of tags, attributes, classes, files, keys and states, one a line. */
export async function siteVocabulary(project: string, read: Read): Promise<string> {
  const formats = await sources(project, FORMATS, ['.ts'], read)
  const templates = await sources(project, TEMPLATES, ['.astro', '.svg'], read)
  const scripts = await sources(project, SCRIPTS, ['.ts'], read)
  const styles = await sources(project, TEMPLATES, ['.css'], read)
  return [
    ...formats.flatMap((text) => [...wordsIn(text), ...quoted(text)]),
    ...templates.flatMap(markupWords),
    ...scripts.flatMap((text) => withoutComments(text).match(/[\w-]+/g) ?? []),
    ...(await fileNames(project)),
    ...styles.map((text) => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\s+/g, ' ')),
  ].join('\n')
}

async function sources(project: string, places: readonly string[], endings: readonly string[], read: Read) {
  const paths = await Promise.all(
    places.map(async (place) => {
      const path = join(project, place)
      if (extname(path) !== '') return [path]
      const entries = await readdir(path, { recursive: true, withFileTypes: true })
      return entries
        .filter(({ name }) => endings.includes(extname(name)) && !name.endsWith('.test.ts'))
        .map(({ parentPath, name }) => join(parentPath, name))
    }),
  )
  return Promise.all(paths.flat().map(read))
}

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

/** The names of the files and folders that every site has, `scheduled-maintenances` or `history.atom`. */
async function fileNames(project: string): Promise<string[]> {
  const entries = await readdir(join(project, PAGES), { recursive: true, withFileTypes: true })
  return entries.map(({ name }) => name.replace(/\.(?:ts|astro)$/, '')).filter((name) => !name.includes('['))
}

/** The places within pages that addresses may name, `#uptime`. */
export async function siteFragments(project: string, read: Read): Promise<string[]> {
  const templates = await sources(project, TEMPLATES, ['.astro'], read)
  return templates.flatMap((text) => [...text.matchAll(/\sid="([\w-]+)"/g)].map(([, id]) => `#${id}`))
}

const LANGUAGES = 'site/status/i18n'

/** The languages that the public site has words in, by their tags. */
export const siteLanguages = (project: string): string[] =>
  readdirSync(join(project, LANGUAGES))
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .toSorted()

/** The sentences of the public site in all its languages, with `{…}` where a value goes. */
export async function siteSentences(project: string, read: Read): Promise<string[]> {
  const folder = join(project, LANGUAGES)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const sentencesIn = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(sentencesIn)
  const texts = await Promise.all(files.map((name) => read(join(folder, name))))
  return texts.flatMap((text) => sentencesIn(JSON.parse(text)))
}
