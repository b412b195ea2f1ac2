import { expect, test } from 'vitest'
import { change, GOOD, validating } from '../fixtures/good-content.ts'

test('A folder that no record is read from is named.', () => {
  expect(validating({ 'notes/ideas.md': 'text' })).toMatchInlineSnapshot(
    `"warning unknown-file notes/ideas.md:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('A folder that is called like a property of every object is one of those.', () => {
  expect(validating({ 'constructor/ideas.yaml': 'text' })).toMatchInlineSnapshot(
    `"warning unknown-file constructor/ideas.yaml:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('A service in a folder of its own is not read.', () => {
  expect(validating({ 'services/shop/basket.yaml': 'name: Basket\n' })).toMatchInlineSnapshot(
    `"warning unknown-file services/shop/basket.yaml:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('An ending that is not read is named.', () => {
  expect(validating({ 'services/basket.yml': 'name: Basket\n' })).toMatchInlineSnapshot(
    `"warning unknown-file services/basket.yml:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('A change outside a year is not read.', () => {
  expect(validating({ 'changes/CHG-2026-0003.md': GOOD[change] ?? '' })).toMatchInlineSnapshot(
    `"warning unknown-file changes/CHG-2026-0003.md:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('An image in `public/` is not published.', () => {
  expect(validating({ 'incidents/2026/INC-2026-0001-checkout/public/graph.png': '' })).toMatchInlineSnapshot(
    `"warning unknown-file incidents/2026/INC-2026-0001-checkout/public/graph.png:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('A companion beside a record and a README are fine.', () => {
  expect(
    validating({
      'incidents/2026/INC-2026-0001-checkout/graph.png': '',
      'README.md': 'text',
      'runbooks/README.md': 'text',
    }),
  ).toBe('')
})
