import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import en from './i18n/en.json' with { type: 'json' }

/** The sources of the public site that say its words; in others `words` is something of their own. */
const sources = globSync('**/*.{astro,ts}', { cwd: import.meta.dirname })
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .filter((text) => /import \{[^}]*\bwords\b[^}]*\} from '(\.\.?\/)+words'/.test(text))
const used = new Set(sources.flatMap((text) => [...text.matchAll(/\bwords\.(\w+)/g)].map(([, key = '']) => key)))

test('Every word is said somewhere.', () => {
  expect(Object.keys(en).filter((key) => !used.has(key))).toEqual([])
})

test('Every word that is said is there.', () => {
  expect([...used].filter((key) => !Object.hasOwn(en, key))).toEqual([])
})
