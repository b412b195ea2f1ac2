import { expect, test } from 'vitest'
import { validating } from '../fixtures/good-content.ts'

const site = (lines: string) => ({ 'site.yaml': `name: Acme\nurl: https://status.acme.example\n${lines}\n` })

test('Languages that the page speaks are fine, with a country too.', () => {
  expect(validating(site('locale: de-CH\nlocales: [de-CH, fr, ja]'))).toBe('')
})

test('A language of the site that nobody has translated is named.', () => {
  expect(validating(site('locale: tlh'))).toMatchInlineSnapshot(
    `"warning site-language site.yaml:3 Unexpected language tlh, expected one of ar, de, en, es, fr, ja."`,
  )
})

test('So is a further one.', () => {
  expect(validating(site('locales: [en, tlh]'))).toMatchInlineSnapshot(
    `"warning site-language site.yaml:3 Unexpected language tlh, expected one of ar, de, en, es, fr, ja."`,
  )
})
