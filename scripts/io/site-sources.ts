import { readdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'

/*
 * The words that stand on the public site whatever the records say. Of its templates only the vocabulary of the markup
 * counts, not the text between the tags: a sentence that someone typed into a template is no better than one that a
 * template took from a record. The site's own sentences are those of `site/status/i18n`.
 */

type Read = (path: string) => Promise<string>

/** What the formats call their keys and states. */
const FORMATS = ['scripts/export', 'scripts/model/status.ts', 'scripts/model/update.ts']
const TEMPLATES = ['site/status', 'site/shared']
/** What browsers run. No record comes near it. */
const SCRIPTS = ['site/status/client', 'site/status/embed']

/** The vocabulary of the site: names of tags, attributes, classes, keys and states, one a line. */
export async function siteVocabulary(project: string, read: Read): Promise<string> {
  const formats = await sources(project, FORMATS, ['.ts'], read)
  const templates = await sources(project, TEMPLATES, ['.astro'], read)
  const scripts = await sources(project, SCRIPTS, ['.ts'], read)
  const styles = await sources(project, TEMPLATES, ['.css'], read)
  return [
    ...formats.flatMap((text) => [...wordsIn(text), ...quoted(text)]),
    ...templates.flatMap(markupWords),
    ...scripts.flatMap((text) => withoutComments(text).match(/[\w-]+/g) ?? []),
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

/** The names of tags and attributes, and single plain words in attributes. */
const markupWords = (text: string): string[] =>
  [...text.matchAll(/<([a-zA-Z][\w-]*)|\s([a-zA-Z][\w:-]*)=(?:"([^"{}]*)")?/g)].flatMap(
    ([, tag = '', attribute = '', value = '']) => [
      tag,
      attribute,
      ...value.split(/\s+/).filter((word) => /^[a-z_]+$/i.test(word)),
    ],
  )

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
