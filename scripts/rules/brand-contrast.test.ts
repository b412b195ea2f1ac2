import { expect, test } from 'vitest'
import { validating } from '../fixtures/good-content.ts'

const site = (color: string) => ({
  'site.yaml': `name: Acme\nurl: https://status.acme.example\nbrand: {color: "${color}"}\n`,
})

test('A colour that can be read is fine.', () => {
  expect(validating(site('#0b5fff'))).toBe('')
})

test('One that cannot be read gets a readable neighbour, and a warning.', () => {
  expect(validating(site('#ffcc00'))).toMatchInlineSnapshot(
    `"warning brand-contrast site.yaml:3 Unexpected colour with a contrast of 1.5 on the page, expected at least 4.5."`,
  )
})
