import { formatTag, speaks, wording, type Wording } from '#model/status/wording'
import type { PublicSite } from '#model/publish/public'
import { addresses, type Places } from '#model/page-address'
import type { Instant } from '#model/time'
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
  /** The address of a page that is the same in every language. */
  href: (page: string) => string
  /** Where a picture of the site's own lies within it, by its full address; null for others. */
  picture: (url: string) => string | null
  /** The folder that its pages lie in: `/de`, and nothing for the site's own language. */
  folder: string
  /** The language of what records say, as `site.yaml` names it. */
  records: string
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

/** What the languages of a site are made for. */
export interface Speaking {
  site: PublicSite
  /** The moment whose year goes without saying. */
  now: Instant
  /** The folder of its host that the site lives under. */
  base: string
  /** Where in it a page lies. */
  placeOf: Places['of']
}
const LETTER = /\p{L}/u

function languageOf(tag: string, folder: string, { site, now, base, placeOf }: Speaking): Language {
  const own = wordsFor(tag) ?? ENGLISH
  if (!own) throw new Error('site/status/i18n/en.json is missing.')
  const locale = new Intl.Locale(tag).language === new Intl.Locale(own.spoken).language ? tag : own.spoken
  const formats = wording(locale, site.time_zone, now)
  const plural = new Intl.PluralRules(locale)
  const { href } = addresses(base, placeOf)
  const dir = RIGHT_TO_LEFT.has(new Intl.Locale(own.spoken).maximize().script ?? '') ? 'rtl' : 'ltr'
  // A time that ends in "UTC" would draw what follows to itself. Numbers alone don't, and formulas have marks of their own.
  const isolated = (value: string) => (dir === 'rtl' && LETTER.test(value) ? `\u2068${value}\u2069` : value)
  const fill: Language['fill'] = (sentence, values) =>
    sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name] ?? place
      return typeof value === 'number' ? formats.number(value) : isolated(value)
    })
  return {
    ...formats,
    tag,
    locale: formatTag(locale),
    ...own,
    dir,
    fill,
    counted: (forms, count, values = {}) => fill(forms[plural.select(count)] ?? forms.other, { ...values, count }),
    at: (page) => href(`${folder}${page}`),
    href,
    picture: (url) => (url.startsWith(`${site.url}/pictures/`) ? href('/') + url.slice(site.url.length + 1) : null),
    folder,
    records: site.locale,
  }
}

/** All languages that a site has pages in, its own first. One that nobody has translated yet gets none. */
export const languagesOf = (speaking: Speaking): [Language, ...Language[]] => [
  languageOf(speaking.site.locale, '', speaking),
  ...[...new Set(speaking.site.locales ?? [])]
    .filter((tag) => tag !== speaking.site.locale && wordsFor(tag) !== null)
    .map((tag) => languageOf(tag, `/${tag}`, speaking)),
]

/** What a record's own text says of its language and direction where they aren't the page's. */
export const own = (language: Language, lang: string = language.records): { lang?: string; dir?: 'auto' } =>
  lang === language.spoken ? { dir: 'auto' } : { lang, dir: 'auto' }
