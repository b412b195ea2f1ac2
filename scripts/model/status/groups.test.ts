import { describe, expect, test } from 'vitest'
import { component, during, incidentOf, maintenanceOf, pageOf } from '../../fixtures/public-page.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** Noon of the third day. */
const NOW = Date.parse('2026-03-03T12:00:00Z')
const at = (text: string) => Date.parse(`2026-03-0${text}:00Z`)

const shop = (id: string, more = {}) => component(id, { group: 'Shop', ...more })
const groupsOf = (parts: Parameters<typeof pageOf>[1]) => pageOf(NOW, { days: 3, ...parts }).groups

describe('The days of a group', () => {
  test('are as if it were one component in the worst state of its members: what two of them share counts once.', () => {
    const [group] = groupsOf({
      components: [shop('checkout'), shop('search')],
      incidents: [
        incidentOf('newer', [during('partial_outage', at('2T10:00'), at('2T12:00'), 'search')]),
        incidentOf('older', [during('major_outage', at('2T09:00'), at('2T11:00'))]),
      ],
    })
    expect(group?.days.map(({ date, worst, events }) => [date, worst, events])).toEqual([
      ['2026-03-01', 'operational', []],
      ['2026-03-02', 'major_outage', ['newer', 'older']],
      ['2026-03-03', 'operational', []],
    ])
    expect(group?.days[1]?.time).toEqual({
      major_outage: 2 * HOUR,
      partial_outage: HOUR,
      degraded_performance: 0,
      under_maintenance: 0,
    })
  })

  test('are as bad as the trouble of any of them was long, however many others were well; the percentage is the mean.', () => {
    const others = Array.from({ length: 9 }, (_, i) => shop(`other${i}`))
    const [group] = groupsOf({
      components: [shop('checkout'), ...others],
      incidents: [incidentOf('one', [during('major_outage', at('2T09:00'), at('2T09:30'))])],
    })
    const day = group?.days[1]
    // The mean of ten would be three minutes.
    expect(day?.time.major_outage).toBe(30 * 60_000)
    // 30 min of 60 h are 0.8333… %, of ten members a tenth of that: 99.16 and nine times 100 come to 99.916.
    expect(group?.uptime).toBe(9991)
  })

  test('have maintenance of one and an outage of another on the same day, and name both.', () => {
    const [group] = groupsOf({
      components: [shop('checkout'), shop('search')],
      incidents: [incidentOf('outage', [during('partial_outage', at('2T10:00'), at('2T10:10'), 'search')])],
      maintenances: [maintenanceOf('planned', [during('under_maintenance', at('2T09:00'), at('2T11:00'))])],
    })
    expect(group?.days[1]).toMatchObject({
      worst: 'partial_outage',
      events: ['outage', 'planned'],
      time: { partial_outage: 10 * MINUTE, under_maintenance: 110 * MINUTE },
    })
  })

  test('have no state before its first member began.', () => {
    const [group] = groupsOf({
      components: [shop('checkout', { since: '2026-03-03' }), shop('search', { since: '2026-03-02' })],
    })
    expect(group?.days.map(({ worst }) => worst)).toEqual([null, 'operational', 'operational'])
  })

  test('are those of its only member, also where that has no group.', () => {
    const [group, single] = groupsOf({
      components: [shop('checkout'), component('search')],
      incidents: [
        incidentOf('one', [
          during('major_outage', at('2T09:00'), at('2T09:30')),
          during('partial_outage', at('3T09:00'), undefined, 'search'),
        ]),
      ],
    })
    expect(group?.days.map(({ worst, events }) => [worst, events])).toEqual([
      ['operational', []],
      ['major_outage', ['one']],
      ['operational', []],
    ])
    expect(single).toMatchObject({ name: null, status: 'partial_outage' })
    expect(single?.days.map(({ worst }) => worst)).toEqual(['operational', 'operational', 'partial_outage'])
  })
})
