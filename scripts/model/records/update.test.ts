import { expect, test } from 'vitest'
import { incidentUpdateSchema, maintenanceUpdateSchema, publishedAs, publishedSettings } from './update.ts'

const TIME = Date.parse('2026-03-01T10:06:00Z')
const BEFORE = Date.parse('2026-03-01T10:00:00Z')

test('A state, alone or with a time, comes to one shape.', () => {
  const { components } = incidentUpdateSchema.parse({
    state: 'investigating',
    components: {
      checkout: 'partial_outage',
      search: { status: 'major_outage', since: '2026-03-01T10:00:00Z' },
      ledger: { status: 'operational' },
    },
  })
  expect(components).toEqual({
    checkout: { status: 'partial_outage' },
    search: { status: 'major_outage', since: BEFORE },
    ledger: { status: 'operational' },
  })
})

test("It holds from the update's time where none is written; a service that is not published is left out.", () => {
  const { components } = maintenanceUpdateSchema.parse({
    state: 'scheduled',
    components: {
      ledger: 'major_outage',
      checkout: 'under_maintenance',
      search: { status: 'major_outage', since: '2026-03-01T10:00:00Z' },
    },
  })
  expect(publishedSettings({ time: TIME, components }, publishedAs(['checkout', 'search', 'docs']))).toEqual([
    { component: 'checkout', status: 'under_maintenance', since: TIME },
    { component: 'search', status: 'major_outage', since: BEFORE },
  ])
})

test('Capitals, and blanks around a name, cost no state.', () => {
  const { components } = incidentUpdateSchema.parse({
    state: 'investigating',
    components: {
      ' Checkout\u00a0': 'major_outage',
      API: 'partial_outage',
      ' docs ': 'major_outage',
      Docs: 'operational',
    },
  })
  const settings = publishedSettings({ time: TIME, components }, publishedAs(['checkout', 'API', 'docs', 'DOCS']))
  expect(settings.map(({ component, status }) => [component, status])).toEqual([
    ['checkout', 'major_outage'],
    ['API', 'partial_outage'],
    ['docs', 'major_outage'],
    ['docs', 'operational'],
  ])
})
