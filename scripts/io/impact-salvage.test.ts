import { expect, test } from 'vitest'
import { publicCatalog } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { findingsIn, firstUpdate, GOOD, lastUpdate } from '../fixtures/good-content.ts'
import { readTexts } from './catalog-reader.ts'

const NOW = Date.parse('2026-03-01T11:30:00Z')
const impactFile = firstUpdate.replace(/[^/]+$/, 'impact.yaml')
const SEARCH = 'name: Inside\nteam: platform\ntier: 2\npublic: {name: Search}\n'

/** What customers read of `checkout`, which updates say is down, and of `search`, while the incident goes on. */
function shown(impact: string) {
  const { [lastUpdate]: _, ...open } = GOOD
  const down = (GOOD[firstUpdate] ?? '').replace('partial_outage', 'major_outage')
  const files = { ...open, 'services/search.yaml': SEARCH, [firstUpdate]: down, [impactFile]: impact }
  const texts = new Map(Object.entries(files))
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, NOW, () => NOW)
  const { components } = statusPage(publicCatalog(catalog))
  const of = (id: string) => components.find((one) => one.id === id)?.status
  return [of('checkout'), of('search')]
}
const CHECKOUT = '{component: checkout, status: partial_outage, from: 2026-03-01T10:00:00Z}'
const SEARCHING = '{component: search, status: degraded_performance, from: 2026-03-01T10:00:00Z}'
const list = (...items: string[]) => items.map((item) => `- ${item}\n`).join('')

test('Corrected intervals replace wholly what updates say.', () => {
  expect(shown(list(CHECKOUT, SEARCHING))).toEqual(['partial_outage', 'degraded_performance'])
  expect(shown(list(SEARCHING))).toEqual(['operational', 'degraded_performance'])
  expect(shown('[]\n')).toEqual(['operational', 'operational'])
})

test.each([
  ['a time that is none', CHECKOUT.replace('2026-03-01T10:00:00Z', 'ten')],
  ['an end that is none', CHECKOUT.replace('}', ', to: later}')],
  ['a key that nobody knows', CHECKOUT.replace('}', ', until: 2026-03-01T10:10:00Z}')],
  ['a state that is none', CHECKOUT.replace('partial_outage', 'whatever')],
  ['no component', CHECKOUT.replace('checkout', '')],
  ['a component that is none', CHECKOUT.replace('checkout', 'chekout')],
  ['a word only', 'checkout'],
])('An interval with %s ends no outage, and the others hold.', (_, wrong) => {
  expect(shown(list(wrong, SEARCHING))).toEqual(['major_outage', 'degraded_performance'])
  expect(shown(list(SEARCHING, wrong))).toEqual(['major_outage', 'degraded_performance'])
})

test('Of a component with a right interval and a wrong one the updates hold as well.', () => {
  const over = CHECKOUT.replace('}', ', to: 2026-03-01T10:10:00Z}')
  expect(shown(list(over, CHECKOUT.replace('2026', 'A')))).toEqual(['major_outage', 'operational'])
})

test('A state is understood however it is spelt.', () => {
  expect(shown(list(CHECKOUT.replace('partial_outage', 'Partial Outage'), SEARCHING))).toEqual([
    'partial_outage',
    'degraded_performance',
  ])
})

test.each(['', '# to be written\n', 'null\n', 'checkout: partial_outage\n', '- {component: checkout\n'])(
  'Where the file holds no list, the updates hold, and a finding says so: %j.',
  (impact) => {
    expect(shown(impact)).toEqual(['major_outage', 'operational'])
    expect(findingsIn({ [impactFile]: impact }).filter(({ severity }) => severity === 'error')).not.toEqual([])
  },
)
