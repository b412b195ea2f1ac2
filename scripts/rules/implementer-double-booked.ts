import type { Change } from '#model/records/change'
import { mayBeAtWork } from '#model/change/standing'
import type { GateFinding } from '#model/gate/context'
import type { Interval } from '#model/interval'
import { indexOf } from '#model/interval-index'
import { formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'implementer-double-booked',
  severity: 'warning',
  scope: 'gate',
  doc: 'Nobody carries out two changes at once.',
  *check(context) {
    const live = context.head.changes.filter(mayBeAtWork)
    const diaries = Map.groupBy(live.flatMap(booking), ({ who }) => who)
    const sorted = new Map([...diaries].map(([who, bookings]) => [who, indexOf(bookings)]))
    for (const { change } of unfinished(context))
      for (const mine of booking(change)) {
        const others = (sorted.get(mine.who)?.(mine) ?? []).filter((other) => other.change.id !== change.id)
        for (const other of others.slice(0, TOLD)) yield doubled(mine, other)
        if (others.length > TOLD) yield doubledAgain(mine, others.length - TOLD)
      }
  },
})

/** More of them than this are only counted. */
const TOLD = 10

interface Booking extends Interval {
  who: string
  change: Change
}

/** The time that a change takes of its implementer; none where either isn't known yet. */
const booking = (change: Change): Booking[] =>
  change.implementer && change.window
    ? [{ who: change.implementer.toLowerCase(), change, from: change.window.start, to: change.window.end }]
    : []

function doubled(mine: Booking, other: Booking): GateFinding {
  const { id, file, implementer } = mine.change
  const [from, to] = [Math.max(mine.from, other.from), Math.min(mine.to, other.to)]
  return {
    change: id,
    at: { file, path: ['implementer'] },
    message: `Unexpected implementer ${implementer}, busy with ${other.change.id} from ${formatInstant(from)} to ${formatInstant(to)}, expected one change at a time.`,
    help: `Start at ${formatInstant(other.to)} or later, or let somebody else carry it out.`,
    related: [
      { at: { file: other.change.file, path: ['window'] }, message: `${other.change.id} is carried out here.` },
    ],
  }
}

const doubledAgain = ({ change: { id, file, implementer } }: Booking, more: number): GateFinding => ({
  change: id,
  at: { file, path: ['implementer'] },
  message: `Unexpected implementer ${implementer}, busy with ${more} more in that time, expected one change at a time.`,
  help: 'Choose another time, or let somebody else carry it out.',
})
