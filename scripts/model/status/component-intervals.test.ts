import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { troubledIntervals, type OwnedSpan } from './component-intervals.ts'
import type { ComponentStatus } from '../records/update.ts'

const ALWAYS = { from: -Infinity, to: Infinity }
const span = (owner: string, status: ComponentStatus, from: number, to: number): OwnedSpan => ({
  component: 'checkout',
  status,
  from,
  to,
  owner,
})
/** As `[state, from, to, events]`. */
const seen = (spans: OwnedSpan[], bounds = ALWAYS) =>
  troubledIntervals(spans, bounds).map(({ status, from, to, events }) => [status, from, to, events.join(' ')])

describe('The troubles of a component', () => {
  test('are at each instant the worst, with the event that said so: maintenance around an outage goes on after it.', () => {
    expect(
      seen([
        span('planned', 'under_maintenance', 0, 100),
        span('slow', 'degraded_performance', 20, 80),
        span('down', 'major_outage', 40, 50),
      ]),
    ).toEqual([
      ['under_maintenance', 0, 20, 'planned'],
      ['degraded_performance', 20, 40, 'slow'],
      ['major_outage', 40, 50, 'down'],
      ['degraded_performance', 50, 80, 'slow'],
      ['under_maintenance', 80, 100, 'planned'],
    ])
  })

  test('are one interval where two events say the same one after the other, or overlapping; the first to say it stands first.', () => {
    expect(seen([span('two', 'partial_outage', 10, 20), span('one', 'partial_outage', 0, 10)])).toEqual([
      ['partial_outage', 0, 20, 'one two'],
    ])
    expect(seen([span('one', 'partial_outage', 0, 15), span('two', 'partial_outage', 10, 20)])).toEqual([
      ['partial_outage', 0, 20, 'one two'],
    ])
  })

  test('name an event once, however often it says the same.', () => {
    expect(seen([span('one', 'partial_outage', 0, 15), span('one', 'partial_outage', 10, 20)])).toEqual([
      ['partial_outage', 0, 20, 'one'],
    ])
  })

  test('have gaps where all was well, and nothing where someone said that it was.', () => {
    expect(seen([span('one', 'major_outage', 0, 1), span('two', 'major_outage', 2, 3)])).toEqual([
      ['major_outage', 0, 1, 'one'],
      ['major_outage', 2, 3, 'two'],
    ])
    expect(seen([span('one', 'operational', 0, 10)])).toEqual([])
  })

  test('are cut at the bounds; what has no length is nothing.', () => {
    const spans = [span('one', 'major_outage', -10, 5), span('two', 'partial_outage', 8, Infinity)]
    expect(seen(spans, { from: 0, to: 10 })).toEqual([
      ['major_outage', 0, 5, 'one'],
      ['partial_outage', 8, 10, 'two'],
    ])
    expect(seen([span('one', 'major_outage', 5, 5)])).toEqual([])
  })

  test('name the first twenty events of a stretch.', () => {
    const spans = Array.from({ length: 30 }, (_, i) => span(`id${i}`, 'partial_outage', i, 100))
    const [only] = troubledIntervals(spans, ALWAYS)
    expect([only?.events.length, only?.events[0], only?.events.at(-1)]).toEqual([20, 'id0', 'id19'])
  })
})

/** Worst last. */
const STATES: ComponentStatus[] = ['under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage']
const anySpan = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3), fc.nat(40), fc.integer({ min: 0, max: 20 }))
  .map(([owner, rank, from, length]) => span(owner, STATES[rank] ?? 'major_outage', from, from + length))

test('For any history they say at each instant what a look at every span says.', () => {
  fc.assert(
    fc.property(fc.array(anySpan, { maxLength: 12 }), (spans) => {
      const intervals = troubledIntervals(spans, { from: 5, to: 50 })
      for (let at = 0; at < 60; at++) {
        const holding = spans.filter(({ from, to }) => from <= at && at < to && at >= 5 && at < 50)
        const worst = Math.max(...holding.map(({ status }) => STATES.indexOf(status)))
        const found = intervals.filter(({ from, to }) => from <= at && at < to)
        expect(found.map(({ status }) => status)).toEqual(holding.length === 0 ? [] : [STATES[worst]])
        // Whoever says the worst at that instant is named.
        for (const { owner, status } of holding) if (status === STATES[worst]) expect(found[0]?.events).toContain(owner)
      }
      // And nobody is who never said it within the interval.
      for (const { from, to, status, events } of intervals)
        for (const event of events)
          expect(
            spans.some((one) => one.owner === event && one.status === status && one.from < to && one.to > from),
          ).toBe(true)
    }),
  )
})
