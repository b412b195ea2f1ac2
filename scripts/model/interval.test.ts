import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clip,
  durationOf,
  gapsIn,
  highest,
  intersection,
  overlaps,
  stretches,
  union,
  type Interval,
  type Ranked,
} from './interval.ts'

const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
  .map(([a, b]): Interval => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const ranked = fc.tuple(interval, fc.integer({ min: 0, max: 4 })).map(([one, rank]): Ranked => ({ ...one, rank }))
const intervals = fc.array(interval, { maxLength: 12 })
const rankedOnes = fc.array(ranked, { maxLength: 12 })
const shuffled = <T>(list: fc.Arbitrary<T[]>) =>
  list.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(one, { minLength: one.length })))

/** Instants 0 to 60, half-open: what an interval says at `at`, by looking. */
const holds = ({ from, to }: Interval, at: number) => from <= at && at < to
const INSTANTS = Array.from({ length: 61 }, (_, at) => at)

describe('The union of intervals', () => {
  test('counts an overlap once: [0,30) and [20,50) last 50.', () => {
    const both = [
      { from: 0, to: 30 },
      { from: 20, to: 50 },
    ]
    expect(union(both)).toEqual([{ from: 0, to: 50 }])
    expect(durationOf(union(both))).toBe(50)
    expect(durationOf(both)).toBe(60)
  })

  test('joins two that touch, keeps two with a gap apart, and puts them in order.', () => {
    expect(
      union([
        { from: 40, to: 50 },
        { from: 10, to: 20 },
        { from: 0, to: 10 },
      ]),
    ).toEqual([
      { from: 0, to: 20 },
      { from: 40, to: 50 },
    ])
  })

  test('swallows one that lies within another, and one that lasts no time.', () => {
    expect(
      union([
        { from: 0, to: 50 },
        { from: 10, to: 20 },
        { from: 70, to: 70 },
      ]),
    ).toEqual([{ from: 0, to: 50 }])
  })

  test('knows one without an end.', () => {
    expect(
      union([
        { from: 5, to: Infinity },
        { from: 0, to: 10 },
      ]),
    ).toEqual([{ from: 0, to: Infinity }])
  })

  test('never lasts longer than the sum.', () => {
    fc.assert(fc.property(intervals, (list) => durationOf(union(list)) <= durationOf(list)))
  })

  test('is the same whatever the order.', () => {
    fc.assert(
      fc.property(shuffled(intervals), ([list, other]) => {
        expect(union(other)).toEqual(union(list))
      }),
    )
  })

  test('is the same when one of them is split in two.', () => {
    fc.assert(
      fc.property(interval, intervals, fc.integer({ min: 0, max: 60 }), ({ from, to }, list, cut) => {
        const middle = Math.min(Math.max(cut, from), to)
        const split = [...list, { from, to: middle }, { from: middle, to }]
        expect(union(split)).toEqual(union([...list, { from, to }]))
      }),
    )
  })

  test('holds exactly the instants that any of them holds.', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const whole = union(list)
        for (const at of INSTANTS)
          expect(whole.filter((one) => holds(one, at)).length).toBe(list.some((one) => holds(one, at)) ? 1 : 0)
      }),
    )
  })
})

describe('Clipping', () => {
  test('cuts at both ends of the bounds, and keeps what else an interval carries.', () => {
    expect(clip({ from: 0, to: 100, status: 'major_outage' }, { from: 10, to: 20 })).toEqual({
      from: 10,
      to: 20,
      status: 'major_outage',
    })
  })

  test('leaves nothing of an interval that only touches the bounds.', () => {
    expect(clip({ from: 0, to: 10 }, { from: 10, to: 20 })).toBeNull()
    expect(clip({ from: 20, to: 30 }, { from: 10, to: 20 })).toBeNull()
  })

  test('lets an open interval end with the bounds.', () => {
    expect(clip({ from: 15, to: Infinity }, { from: 10, to: 20 })).toEqual({ from: 15, to: 20 })
  })

  test('leaves something exactly where two overlap.', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const shared = INSTANTS.some((at) => holds(a, at) && holds(b, at))
        expect(overlaps(a, b)).toBe(shared)
        expect(clip(a, b) !== null).toBe(shared)
      }),
    )
  })
})

describe('The stretches between the ends of intervals', () => {
  test('begin where anything begins or ends, and say what does, in the order of the list.', () => {
    const [a, b, c] = [
      { from: 0, to: 20 },
      { from: 20, to: 50 },
      { from: 20, to: Infinity },
    ]
    expect([...stretches([a, b, c])]).toEqual([
      { from: 0, to: 20, turns: [{ of: a, begins: true }] },
      {
        from: 20,
        to: 50,
        turns: [
          { of: a, begins: false },
          { of: b, begins: true },
          { of: c, begins: true },
        ],
      },
      { from: 50, to: Infinity, turns: [{ of: b, begins: false }] },
    ])
  })

  test('know two that have begun before all time and never end.', () => {
    const always = { from: -Infinity, to: Infinity }
    expect([...stretches([always, always])].map(({ from, to, turns }) => [from, to, turns.length])).toEqual([
      [-Infinity, Infinity, 2],
    ])
  })

  test('pass over an interval that lasts no time, or ends before it begins.', () => {
    const never = [
      { from: 10, to: 10 },
      { from: 20, to: 10 },
    ]
    expect([...stretches(never)]).toEqual([])
  })

  test('leave no gap, and counting what begins and ends finds what holds at each instant.', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const whole = [...stretches(list)]
        expect(whole.slice(1).map(({ from }) => from)).toEqual(whole.slice(0, -1).map(({ to }) => to))
        let open = 0
        for (const { from, to, turns } of whole) {
          open += turns.filter(({ begins }) => begins).length - turns.filter(({ begins }) => !begins).length
          for (const at of INSTANTS.filter((one) => from <= one && one < to))
            expect(open).toBe(list.filter((one) => holds(one, at)).length)
        }
        const covered = INSTANTS.filter((at) => whole.some((one) => holds(one, at)))
        expect(INSTANTS.filter((at) => list.some((one) => holds(one, at)) && !covered.includes(at))).toEqual([])
      }),
    )
  })
})

describe('The highest of overlapping ranks', () => {
  test('is the higher one while both hold, and the lower one before and after.', () => {
    expect(
      highest([
        { from: 0, to: 60, rank: 1 },
        { from: 20, to: 30, rank: 4 },
      ]),
    ).toEqual([
      { from: 0, to: 20, rank: 1 },
      { from: 20, to: 30, rank: 4 },
      { from: 30, to: 60, rank: 1 },
    ])
  })

  test('counts an overlap of one rank once: [0,30) and [20,50) are one of 50.', () => {
    expect(
      highest([
        { from: 0, to: 30, rank: 4 },
        { from: 20, to: 50, rank: 4 },
      ]),
    ).toEqual([{ from: 0, to: 50, rank: 4 }])
  })

  test('has no stretch where nothing holds.', () => {
    expect(
      highest([
        { from: 0, to: 10, rank: 2 },
        { from: 20, to: 30, rank: 2 },
      ]),
    ).toEqual([
      { from: 0, to: 10, rank: 2 },
      { from: 20, to: 30, rank: 2 },
    ])
  })

  test('goes on without an end where one has none.', () => {
    expect(
      highest([
        { from: 0, to: Infinity, rank: 2 },
        { from: 10, to: Infinity, rank: 3 },
      ]),
    ).toEqual([
      { from: 0, to: 10, rank: 2 },
      { from: 10, to: Infinity, rank: 3 },
    ])
  })

  test('is at each instant what looking at all of them finds.', () => {
    fc.assert(
      fc.property(rankedOnes, (list) => {
        const steps = highest(list)
        for (const at of INSTANTS) {
          const ranks = list.filter((one) => holds(one, at)).map(({ rank }) => rank)
          const found = steps.filter((one) => holds(one, at)).map(({ rank }) => rank)
          expect(found).toEqual(ranks.length === 0 ? [] : [Math.max(...ranks)])
        }
      }),
    )
  })

  test('lasts as long as the union.', () => {
    fc.assert(fc.property(rankedOnes, (list) => durationOf(highest(list)) === durationOf(union(list))))
  })

  test('is the same whatever the order, and when one is split in two.', () => {
    fc.assert(
      fc.property(shuffled(rankedOnes), ranked, fc.integer({ min: 0, max: 60 }), ([list, other], one, cut) => {
        const middle = Math.min(Math.max(cut, one.from), one.to)
        const whole = highest([...list, one])
        expect(highest([one, ...other])).toEqual(whole)
        expect(highest([...list, { ...one, to: middle }, { ...one, from: middle }])).toEqual(whole)
      }),
    )
  })
})

const INSTANT = fc.integer({ min: -5, max: 65 })

test('The gaps among intervals, and what two lists of them share, are at each instant what looking at all finds.', () => {
  fc.assert(
    fc.property(fc.array(interval), fc.array(interval), interval, INSTANT, (one, other, bounds, at) => {
      const isIn = (list: readonly Interval[]) => list.some(({ from, to }) => from <= at && at < to)
      expect(isIn(gapsIn(bounds, one))).toBe(isIn([bounds]) && !isIn(one))
      expect(isIn(intersection(union(one), union(other)))).toBe(isIn(one) && isIn(other))
    }),
  )
})
