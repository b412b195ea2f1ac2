import { expect, test } from 'vitest'
import { firstUpdate, GOOD, validating } from '../../scripts/fixtures/good-content.ts'
import { newUpdateAddress } from './new-update.ts'

const FOLDER = 'https://github.com/acme/ops/new/main/content/incidents/2026/INC-2026-0001-checkout/public'
const NOW = Date.parse('2026-03-01T10:41:30.500Z')

test('The file is named after its time in UTC, and what stands in it says where the incident stands and promises more.', () => {
  const address = new URL(
    newUpdateAddress({ folder: FOLDER, state: 'identified', first: false, cadence: 1_800_000 }, NOW),
  )
  expect(address.origin + address.pathname).toBe(FOLDER)
  expect(address.searchParams.get('filename')).toBe('20260301T104130Z.md')
  expect(address.searchParams.get('value')).toBe('---\nstate: identified\nnext_update: 2026-03-01T11:12:00Z\n---\n\n')
})

test.each([
  ['a further one', false, 'identified', 'We know why.'],
  ['the last one', false, 'resolved', 'It works again.'],
])('With a sentence below, %s has nothing wrong with it.', (_, first, state, sentence) => {
  const cadence = state === 'resolved' ? null : 1_800_000
  const { searchParams } = new URL(newUpdateAddress({ folder: FOLDER, state, first, cadence }, NOW))
  const folder = firstUpdate.replace(/[^/]+$/, '')
  const posted = { [`${folder}${searchParams.get('filename')}`]: `${searchParams.get('value')}${sentence}\n` }
  expect(Object.keys(posted).some((file) => file in GOOD)).toBe(false)
  expect(validating(posted)).toBe('')
})

test('The first one has a line for its title.', () => {
  const { searchParams } = new URL(
    newUpdateAddress({ folder: FOLDER, state: 'investigating', first: true, cadence: null }, NOW),
  )
  expect(searchParams.get('value')).toBe('---\nstate: investigating\ntitle: \n---\n\n')
})
