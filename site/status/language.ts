import { formatTag, speaks, wording, type Wording } from '#model/status/wording'
import { at, href } from '../shared/address'
import { status } from './data'
import type en from './i18n/en.json'

/** Every word of the public site that isn't a record's own: a file of `i18n/` a language, all with the same keys. */
export type Words = typeof en
/** The forms of a sentence that go with a number: `one` and `other` in English, up to six elsewhere. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** What a page needs to speak: words, formats, and the addresses of the pages that speak the same language. */
export interface Language extends Wording {
  /** As `site.yaml` names it, which is also the folder that its pages lie in. */
  tag: string
  /** The language of its words: `de` for `de-CH`, and English where nobody has translated it yet. */
  spoken: string
  /** The tag that its dates and numbers are written by. */
  locale: string
  dir: 'ltr' | 'rtl'
  words: Words
  /** Puts values into the places of a sentence: `fill('since {time}', {time})`. */
  fill: (sentence: string, values: Record<string, string | number>) => string
  /** The form of a sentence that goes with a number, which takes the place of `{count}`. */
  counted: (forms: Forms, count: number, values?: Record<string, string>) => string
  /** The address of a page in this language. */
  at: (page: string) => string
}

const files: Record<string, Words> = import.meta.glob('./i18n/*.json', { eager: true, import: 'default' })
const translated = new Map(Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.json$/g, ''), words]))

function wordsFor(tag: string): { spoken: string; words: Words } | null {
  const spoken = speaks(tag, [...translated.keys()])
  const words = spoken === null ? undefined : translated.get(spoken)
  return spoken === null || words === undefined ? null : { spoken, words }
}

const ENGLISH = wordsFor('en')
/** Written from right to left. https://www.unicode.org/Public/UCD/latest/ucd/Scripts.txt */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'])
const { site, now } = status

function languageOf(tag: string, folder: string): Language {
  const own = wordsFor(tag) ?? ENGLISH
  if (!own) throw new Error('site/status/i18n/en.json is missing.')
  const locale = new Intl.Locale(tag).language === new Intl.Locale(own.spoken).language ? tag : own.spoken
  const formats = wording(locale, site.time_zone, now)
  const plural = new Intl.PluralRules(locale)
  const fill: Language['fill'] = (sentence, values) =>
    sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name] ?? place
      return typeof value === 'number' ? formats.number(value) : value
    })
  return {
    ...formats,
    tag,
    locale: formatTag(locale),
    ...own,
    dir: RIGHT_TO_LEFT.has(new Intl.Locale(own.spoken).maximize().script ?? '') ? 'rtl' : 'ltr',
    fill,
    counted: (forms, count, values = {}) => fill(forms[plural.select(count)] ?? forms.other, { ...values, count }),
    at: (page) => href(`${folder}${page}`),
  }
}

/** The language of the site, of its feeds, and of the pages at its root. */
export const home: Language = languageOf(site.locale, '')
/** All languages that the site has pages in, its own first. One that nobody has translated yet gets none. */
export const languages: readonly Language[] = [
  home,
  ...[...new Set(site.locales ?? [])]
    .filter((tag) => tag !== site.locale && wordsFor(tag) !== null)
    .map((tag) => languageOf(tag, `/${tag}`)),
]

const byFolder = new Map(languages.slice(1).map((language) => [language.tag, language]))
const root = at('/')

/** The language of the page at an address. */
export const speak = ({ pathname }: URL): Language =>
  byFolder.get(pathname.slice(root.length).split('/')[0] ?? '') ?? home

/** The paths of a page, once in each language: what `getStaticPaths` of a page in `[...locale]` returns. */
export function inEachLanguage<P extends { params: Record<string, string | undefined>; props?: object }>(
  paths: readonly P[],
): P[] {
  return languages.flatMap((language) =>
    paths.map((path) => ({
      ...path,
      params: { ...path.params, locale: language === home ? undefined : language.tag },
    })),
  )
}

/** What a record's own text says of its language and direction where they aren't the page's. */
export const own = (language: Language, lang: string = site.locale): { lang?: string; dir?: 'auto' } =>
  lang === language.spoken ? { dir: 'auto' } : { lang, dir: 'auto' }
