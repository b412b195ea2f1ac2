import { describe, expect, test } from 'vitest'
import { publicCatalog } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { firstUpdate, GOOD, lastUpdate } from '../fixtures/good-content.ts'
import { readTexts } from './catalog-reader.ts'

const NOW = Date.parse('2026-03-01T11:30:00Z')
const SEARCH = 'name: Inside\nteam: platform\ntier: 2\npublic: {name: Search}\n'

/** What customers read of `checkout`, and of `search`, while the incident goes on. */
function shown(update: string, more: Record<string, string> = {}) {
  const { [lastUpdate]: _, ...open } = GOOD
  const texts = new Map(Object.entries({ ...open, 'services/search.yaml': SEARCH, [firstUpdate]: update, ...more }))
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, NOW, () => NOW)
  const { components } = statusPage(publicCatalog(catalog))
  const of = (id: string) => components.find((one) => one.id === id)?.status
  return { checkout: of('checkout'), search: of('search') }
}
const update = (fields: string) =>
  `---\nstate: investigating\ntitle: Paying is slow\n${fields}\n---\nWe look into it.\n`
const later = firstUpdate.replace('100600', '103000')

/** Ways in which people write a setting that isn't one, and each is told of as an error. */
const SHAPES: ((state: string) => string)[] = [
  (state) => `components: {checkout:${state}}`,
  (state) => `components: {checkout=${state}}`,
  (state) => `components: {checkout: ${state}`,
  (state) => `components: checkout: ${state}}`,
  (state) => `components: checkout: ${state}`,
  (state) => `components: [checkout: ${state}]`,
  (state) => `components: {checkout: [${state}]}`,
  (state) => `components: {checkout: {state: ${state}}}`,
  (state) => `components: {checkout: “${state}”}`,
  (state) => `components:\n- checkout: ${state}`,
  (state) => `components:\n  - checkout: ${state}`,
  (state) => `components:\n  - checkout ${state}`,
  (state) => `components:\n\tcheckout: ${state}`,
  (state) => `components:\n  checkout:${state}`,
  (state) => `components:\n  checkout - ${state}`,
  (state) => `components:\n  checkout => ${state}`,
  (state) => `components:\ncheckout: ${state}`,
  (state) => `component: {checkout: ${state}}`,
  (state) => `component: checkout: ${state}`,
  (state) => `affected:\n  checkout: ${state}`,
  (state) => `Components: {CheckOut: ${state}}`,
  (state) => `checkout: ${state}`,
]
const STATES = [
  ['major_outage', 'major_outage'],
  ['Major-Outage', 'major_outage'],
  ['mayor_outage', 'major_outage'],
  ['down', 'major_outage'],
  ['partial_outage', 'partial_outage'],
  ['partal_outage', 'partial_outage'],
  ['degraded', 'degraded_performance'],
  ['maintenance', 'under_maintenance'],
] as const

test('An outage is said however its setting is written.', () => {
  for (const [i, shape] of SHAPES.entries())
    for (const [word, status] of i % 7 === 0 ? STATES : STATES.slice(0, 2))
      expect(shown(update(shape(word))), shape(word)).toEqual({ checkout: status, search: 'operational' })
})

test.each([
  'checkout',
  '[checkout]',
  '{checkout}',
  '{checkout: }',
  '{checkout: 4}',
  '{checkout: broken somehow}',
  '{checkout: true}',
])('A component that an open incident names without a state is not all well: %s.', (components) => {
  expect(shown(update(`components: ${components}`)).checkout).toBe('degraded_performance')
})

test('It stays as bad as it was, and is over with the incident.', () => {
  const down = update('components: {checkout: major_outage}')
  const unclear = '---\nstate: identified\ncomponents: {checkout: hm}\n---\nStill.\n'
  expect(shown(down, { [later]: unclear }).checkout).toBe('major_outage')
  expect(shown(down, { [later]: unclear.replace('identified', 'resolved') }).checkout).toBe('operational')
})

test('Whatever else is wrong with an update, its fences, its other fields or its bytes, the outage is said.', () => {
  const down = update('components: {checkout: major_outage}')
  for (const fence of ['----', '+++', '—', '——', '***', '```', '--- '])
    for (const wrong of [
      down.replaceAll('---\n', `${fence}\n`),
      down.replace('---\n', `${fence}\n`),
      down.replace('---\nWe', `${fence}\nWe`),
    ])
      expect(shown(wrong).checkout, wrong).toBe('major_outage')
  for (const field of [
    'title: [',
    'title: "open',
    'title: a: b',
    'zzz: 1',
    'next_update: soon',
    'state: 7',
    'lang: {',
    'pinned: yes',
    '*x',
  ])
    for (const setting of SHAPES.slice(-3).map((shape) => shape('major_outage')))
      expect(shown(update(`${setting}\n${field}`)).checkout, `${setting}\n${field}`).toBe('major_outage')
})

describe('No setting is made of', () => {
  test.each([
    ['a title', 'title: "checkout: down'],
    ['a comment', 'zzz: 1\n# checkout: major_outage'],
    ['a comment behind a field', 'pinned: yes # checkout: down'],
    ['a text of several lines', 'lang: |\n  checkout: down\nzzz: 1'],
    ['what is no component', 'components: [ledger-store: down]'],
    ['a word within another', 'components: {my-checkout-page: down, x'],
  ])('%s.', (_, fields) => {
    expect(shown(update(fields)).checkout).toBe('operational')
  })
})

test('A component of maintenance without a state is under maintenance.', () => {
  const change = (GOOD['changes/2026/CHG-2026-0001-cache.md'] ?? '')
    .replaceAll('CHG-2026-0001', 'CHG-2026-0007')
    .replace('status: completed', 'status: in_progress')
    .replace(/^outcome: .*\n/m, '')
    .replace(/^window: .*$/m, 'window: {start: 2026-03-01T11:00:00Z, end: 2026-03-01T12:00:00Z}')
  const { search } = shown(update('pinned: false'), {
    'changes/2026/CHG-2026-0007-cache/index.md': change,
    'changes/2026/CHG-2026-0007-cache/public/20260301T110000Z.md':
      '---\nstate: in_progress\ntitle: New cache\ncomponents: [search]\n---\nWe have begun.\n',
  })
  expect(search).toBe('under_maintenance')
})
