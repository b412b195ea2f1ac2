import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT } from '../../fixtures/places.ts'
import { SITE_LANGUAGES } from './site-languages.ts'

test('The languages are those that somebody has translated the site into.', () => {
  const files = readdirSync(join(PROJECT, 'site/status/i18n')).toSorted()
  expect(SITE_LANGUAGES.map((tag) => `${tag}.json`)).toEqual(files)
})
