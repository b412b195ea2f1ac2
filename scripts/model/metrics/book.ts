import type { MetricMonth } from './months.ts'
import { newTally, type Tally } from './tally.ts'
import type { Change } from '../records/change.ts'
import type { Service } from '../records/service.ts'
import type { Instant } from '../time.ts'

/** Everything that is counted: the whole, and by month, by service and by the team that owns the service. */
export interface Book {
  total: Tally
  /** By `2026-03`. */
  months: Map<string, Tally>
  /** By id; of services and teams that something was counted for. */
  services: Map<string, Tally>
  teams: Map<string, Tally>
  /** Counts something of some changes, once in each tally that it belongs to; `at` null: in no month. */
  count: (changes: Iterable<Change>, at: Instant | null, add: (tally: Tally) => void) => void
}

/** Opens a book over months, oldest first. */
export function openBook(months: readonly MetricMonth[], services: readonly Pick<Service, 'id' | 'team'>[]): Book {
  const teamOf = new Map(services.map(({ id, team }) => [id, team]))
  const book = {
    total: newTally(),
    months: new Map(months.map(({ month }) => [month, newTally()])),
    services: new Map<string, Tally>(),
    teams: new Map<string, Tally>(),
  }
  return {
    ...book,
    count: (changes, at, add) => {
      const touched = new Set([...changes].flatMap((change) => change.services))
      const owners = new Set([...touched].flatMap((id) => teamOf.get(id) ?? []))
      const month = at === null ? undefined : months.findLast(({ from }) => from <= at)
      add(book.total)
      for (const id of touched) add(tallyOf(book.services, id))
      for (const id of owners) add(tallyOf(book.teams, id))
      if (month) add(tallyOf(book.months, month.month))
    },
  }
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? newTally()
  tallies.set(name, tally)
  return tally
}
