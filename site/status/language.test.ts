import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import en from './i18n/en.json' with { type: 'json' }

const folder = import.meta.dirname
const sources = globSync('**/*.{astro,ts}', { cwd: folder })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .filter((text) => /\.locals\.status\b|from '[./]*\/language'/.test(text))
// What goes to subscribers speaks the page's language, too.
sources.push(readFileSync(join(folder, '../../scripts/export/notice/notice.ts'), 'utf8'))
const used = new Set(sources.flatMap((text) => [...text.matchAll(/\bwords\.(\w+)/g)].map(([, key = '']) => key)))

test('Every word is said somewhere.', () => {
  expect(Object.keys(en).filter((key) => !used.has(key))).toEqual([])
})

test('Every word that is said is there.', () => {
  expect([...used].filter((key) => !Object.hasOwn(en, key))).toEqual([])
})

type Forms = Partial<Record<Intl.LDMLPluralRule, string>>
type Sentence = string | Forms | Record<string, string>

const files = globSync('i18n/*.json', { cwd: folder })
const languages = files.map((file) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests below look at its shape
  const words = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, Sentence>
  return { tag: basename(file, '.json'), words }
})
const isCounted = (sentence: Sentence): sentence is Forms => typeof sentence === 'object' && 'other' in sentence
const english: Record<string, Sentence> = en
const places = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].toSorted()
/** Sentences one by one, those of nested lists under `overall.Major System Outage`; counted ones are left out. */
const sentences = (words: Record<string, Sentence>) =>
  new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[key, value]]
        : isCounted(value)
          ? []
          : Object.entries(value).map(([part, text]) => [`${key}.${part}`, text]),
    ),
  )

test('The page speaks at least six languages.', () => {
  expect(languages.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['ar', 'de', 'en', 'es', 'fr', 'ja']))
})

describe.each(languages)('$tag', ({ tag, words }) => {
  test('has every word, and no other.', () => {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(english).toSorted())
    expect([...sentences(words).keys()].toSorted()).toEqual([...sentences(english).keys()].toSorted())
  })

  test('leaves the same places for values.', () => {
    const wanted = sentences(english)
    const wrong = [...sentences(words)].filter(
      ([key, text]) => places(text).join() !== places(wanted.get(key) ?? '').join(),
    )
    expect(wrong).toEqual([])
  })

  test('has a form for every number.', () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
    for (const [key, sentence] of Object.entries(english)) {
      if (!isCounted(sentence)) continue
      const forms = words[key] ?? {}
      expect(Object.keys(forms), key).toEqual(expect.arrayContaining(categories))
      // One, two or none may be said in words; a larger number must be told.
      expect(places(isCounted(forms) ? (forms.other ?? '') : ''), key).toEqual(places(sentence.other ?? ''))
    }
  })

  test('leaves nothing untranslated.', () => {
    if (tag === 'en') return
    const same = [...sentences(words)].filter(([key, text]) => text === sentences(english).get(key) && text.length > 12)
    expect(same).toEqual([])
  })
})
