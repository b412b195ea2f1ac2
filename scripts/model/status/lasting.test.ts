import { describe, expect, test } from 'vitest'
import { announced, component, during, pageOf, SAID } from '../../fixtures/public-page.ts'
import { lastingOf, stretchesOf } from './lasting.ts'
import type { PublicIncident, PublicIncidentUpdate } from '../publish/public.ts'
import type { ComponentStatus } from '../records/update.ts'

const at = (time: string) => Date.parse(`2026-06-${time}:00Z`)
const NOW = at('20T12:00')
const HOUR = 3_600_000

type Set = [status: ComponentStatus, since?: string]
const says = (time: string, state: PublicIncidentUpdate['state'], set?: Set): PublicIncidentUpdate => ({
  ...SAID,
  state,
  time: at(time),
  settings: set ? [{ component: 'checkout', status: set[0], since: at(set[1] ?? time) }] : [],
})
const incident = (updates: PublicIncidentUpdate[], more: Partial<PublicIncident> = {}): PublicIncident => ({
  public_id: 'one',
  updates,
  corrected: null,
  postmortem: null,
  duplicate_of: null,
  ...more,
})
const only = (one: PublicIncident) => {
  const [event] = pageOf(NOW, { incidents: [one] }).incidents
  if (!event) throw new Error('No incident.')
  return event
}
const lasting = (...updates: PublicIncidentUpdate[]) => lastingOf(only(incident(updates)))

describe('An incident lasted', () => {
  test('as long as its component was in trouble, not until someone wrote that it was over.', () => {
    const days = [says('10T08:00', 'investigating', ['major_outage']), says('11T08:00', 'monitoring', ['operational'])]
    expect(lasting(...days, says('13T06:00', 'resolved'))).toEqual({
      from: at('10T08:00'),
      to: at('11T08:00'),
      length: 24 * HOUR,
      reported: null,
      closed: at('13T06:00'),
    })
  })

  test('from when the component was in trouble, and says when that was reported, where it was later.', () => {
    expect(
      lasting(says('10T12:00', 'investigating', ['partial_outage', '10T09:30']), says('10T13:00', 'resolved')),
    ).toEqual({
      from: at('10T09:30'),
      to: at('10T13:00'),
      length: 3.5 * HOUR,
      reported: at('10T12:00'),
      closed: null,
    })
  })

  test('only while it was one, where it was reopened: the pause does not count.', () => {
    const reopened = [
      says('10T08:00', 'investigating', ['partial_outage']),
      says('10T09:00', 'resolved'),
      says('12T08:00', 'investigating', ['partial_outage']),
      says('12T10:00', 'resolved'),
    ]
    expect(lasting(...reopened)).toMatchObject({ from: at('10T08:00'), to: at('12T10:00'), length: 3 * HOUR })
  })

  test('until it was resolved, where it names no component, or none that was in trouble.', () => {
    const whole = { from: at('10T08:00'), to: at('12T08:00'), length: 48 * HOUR, reported: null, closed: null }
    expect(lasting(says('10T08:00', 'investigating'), says('12T08:00', 'resolved'))).toEqual(whole)
    expect(lasting(says('10T08:00', 'investigating', ['operational']), says('12T08:00', 'resolved'))).toEqual(whole)
  })

  test('as its corrected intervals say.', () => {
    const corrected = [
      during('major_outage', at('09T08:00'), at('09T09:00')),
      during('degraded_performance', at('09T09:00'), at('09T10:00')),
    ]
    const words = [says('10T08:00', 'investigating', ['major_outage']), says('10T20:00', 'resolved')]
    expect(lastingOf(only(incident(words, { corrected })))).toEqual({
      from: at('09T08:00'),
      to: at('09T10:00'),
      length: 2 * HOUR,
      reported: at('10T08:00'),
      closed: at('10T20:00'),
    })
  })

  test('until now at least, while it is open, or leaves a component in trouble.', () => {
    const goesOn = { from: at('10T08:00'), to: null, length: null }
    const broken = says('10T08:00', 'investigating', ['major_outage'])
    expect(lasting(broken)).toMatchObject(goesOn)
    expect(lasting(broken, says('11T08:00', 'monitoring', ['operational']))).toMatchObject(goesOn)
    expect(lasting(broken, says('11T08:00', 'resolved', ['degraded_performance']))).toMatchObject({
      ...goesOn,
      closed: at('11T08:00'),
    })
  })

  test('as a duplicate until its own last word: its states are not its own.', () => {
    const one = incident([says('10T08:00', 'investigating', ['major_outage']), says('10T09:00', 'identified')], {
      duplicate_of: 'two',
    })
    expect(lastingOf(only(one))).toMatchObject({ from: at('10T08:00'), to: at('10T09:00'), length: HOUR })
  })
})

describe('Maintenance lasted', () => {
  const maintenances = (...parts: Parameters<typeof announced>[]) =>
    pageOf(NOW, { components: [component('checkout')], maintenances: parts.map((one) => announced(...one)) })
      .maintenances
  test('while it ran.', () => {
    const [one] = maintenances(['one', at('10T08:00'), at('10T09:00'), {}])
    expect(one && lastingOf(one)).toMatchObject({ from: at('10T08:00'), to: at('10T09:00'), length: HOUR })
  })

  test('no time where it was called off; it is told at the moment of that.', () => {
    const [one] = maintenances(['one', at('25T08:00'), at('25T09:00'), { cancelled: true }])
    expect(one && lastingOf(one)).toMatchObject({ from: at('24T08:00'), to: at('24T08:00'), length: null })
    expect(one && stretchesOf(one)).toEqual([{ from: at('24T08:00'), to: at('24T08:00') }])
  })

  test('also as long as it left a component in trouble.', () => {
    const outcome = { started: at('10T08:00'), finished: at('10T09:00') }
    const corrected = [during('major_outage', at('10T08:30'), at('11T08:00'))]
    const [one] = maintenances(['one', at('10T08:00'), at('10T09:00'), { outcome, corrected }])
    expect(one && stretchesOf(one)).toEqual([{ from: at('10T08:00'), to: at('11T08:00') }])
  })
})
