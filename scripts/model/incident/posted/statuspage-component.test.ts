import { describe, expect, test } from 'vitest'
import { componentPostings, type ComponentAsked, type Standing } from './statuspage-component.ts'

const asked: ComponentAsked = {
  key: 'k1',
  by: { handle: 'relay' },
  group: (id) => (id === 'g00000000001' ? 'Shop' : undefined),
  team: 'payments',
  tier: 2,
}
const fine: Standing = { id: 'checkout', name: 'Checkout', status: 'operational', maintained: false }
const on = (component: unknown, there?: Standing) => componentPostings({ component }, { ...asked, there })

describe('A new component', () => {
  test('is as the call that everybody copies asks: a service of the team and tier of the relay.', () => {
    expect(on({ name: 'API', status: 'operational', showcase: true })).toEqual([
      { kind: 'component', by: { handle: 'relay' }, name: 'API', team: 'payments', tier: 2 },
    ])
  })

  test('may stand in a group, and begin some day.', () => {
    expect(
      on({ name: 'API', group_id: 'g00000000001', start_date: '2026-03-01', description: 'For programs' }),
    ).toMatchObject([{ group: 'Shop', since: '2026-03-01', description: 'For programs' }])
  })

  test.each([
    [{}, "component[name] can't be blank"],
    [{ name: 'API', group_id: 'x' }, 'component[group_id] could not be found'],
    [{ name: 'API', start_date: '1.3.2026' }, 'component[start_date] is invalid, expected a date such as 2026-03-01'],
    [
      { name: 'API', status: 'down' },
      'component[status] does not have a valid value, expected one of operational, under_maintenance, degraded_performance, partial_outage, major_outage',
    ],
  ])('that is %j is refused.', (component, message) => {
    expect(on(component)).toEqual({ errors: [message] })
  })
})

describe('The state of a component', () => {
  test('that no open incident names opens one of its own.', () => {
    expect(on({ status: 'partial_outage' }, fine)).toEqual([
      {
        kind: 'incident',
        key: 'component:checkout:k1',
        by: { handle: 'relay' },
        state: 'identified',
        title: 'Checkout: partial outage',
        text: 'Checkout: partial outage.',
        components: { checkout: 'partial_outage' },
      },
    ])
  })

  test('goes on in its own incident, which `operational` resolves.', () => {
    const broken: Standing = { ...fine, status: 'partial_outage', incident: { id: 'abc', own: true } }
    expect(on({ status: 'major_outage' }, broken)).toMatchObject([
      { update: 'abc', state: 'identified', title: 'Checkout: major outage', components: { checkout: 'major_outage' } },
    ])
    expect(on({ status: 'operational' }, broken)).toMatchObject([
      {
        update: 'abc',
        state: 'resolved',
        text: 'Checkout is operational again.',
        components: { checkout: 'operational' },
      },
    ])
  })

  test('is told in the open incident that names it, which stays open.', () => {
    const broken: Standing = { ...fine, status: 'partial_outage', incident: { id: 'abc', own: false } }
    const [posting] = on({ status: 'operational' }, broken) as object[]
    expect(posting).toMatchObject({ update: 'abc', components: { checkout: 'operational' } })
    expect(posting).not.toHaveProperty('state')
    expect(posting).not.toHaveProperty('title')
  })

  test('that it has already says nothing.', () => {
    expect(on({ status: 'operational' }, fine)).toEqual([])
  })

  test('is not operational while it is maintained: the maintenance says when.', () => {
    expect(on({ status: 'operational' }, { ...fine, status: 'under_maintenance', maintained: true })).toHaveProperty(
      'errors',
    )
  })

  test('and its name change together, in this order.', () => {
    expect(on({ name: 'Paying', status: 'major_outage' }, fine)).toMatchObject([
      { kind: 'component', id: 'checkout', name: 'Paying' },
      { kind: 'incident', title: 'Paying: major outage' },
    ])
  })
})
