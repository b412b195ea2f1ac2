import { expect, test } from 'vitest'
import { component, during, incidentOf, pageOf } from '../../fixtures/public-page.ts'
import { headline, headlines } from './headline.ts'
import { distinctNames } from './names.ts'

const called = (...components: [name: string, group?: string][]) => [
  ...distinctNames(components.map(([name, group], i) => ({ id: `id${i}`, name, group }))).values(),
]

test('Components of one name in two groups are told apart by their group, and no others are.', () => {
  expect(called(['API', 'EU'], ['API', 'US'], ['Web', 'US'])).toEqual(['API (EU)', 'API (US)', 'Web'])
  expect(called(['API'], ['API', 'US'])).toEqual(['API', 'API (US)'])
})

test('A group that says nothing more is not said: two of one name in one group.', () => {
  expect(called(['API', 'US'], ['API', 'US'])).toEqual(['API', 'API'])
})

test('Names that only look different to a machine are one name.', () => {
  expect(called(['Café', 'EU'], ['Cafe\u0301', 'US'], ['api', 'EU'], ['API', 'US'])).toEqual([
    'Café (EU)',
    'Cafe\u0301 (US)',
    'api (EU)',
    'API (US)',
  ])
})

test('The sentence on top names the group too, now and by the clock.', () => {
  const now = Date.parse('2026-06-20T08:00:00Z')
  const page = pageOf(now, {
    components: [component('eu', { name: 'API', group: 'EU' }), component('us', { name: 'API', group: 'US' })],
    incidents: [incidentOf('one', [during('degraded_performance', now - 1, undefined, 'us')])],
    maintenances: [],
  })
  expect(headline(page).troubled.map(({ name }) => name)).toEqual(['API (US)'])
  expect(headlines(page).flatMap(({ headline: { troubled } }) => troubled.map(({ name }) => name))).toEqual([
    'API (US)',
  ])
})
