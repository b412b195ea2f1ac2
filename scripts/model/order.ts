import type { Change } from './records/change.ts'
import type { Incident } from './records/incident.ts'
import type { Instant } from './time.ts'

/** The year that a record's id names: the folder that it lies in, and the page that lists it. */
export const yearOf = ({ id }: { id: string }): string => id.split('-')[1] ?? ''

/** When a change is or was carried out, as far as it says. */
export const timeOf = ({ window, outcome, emergency }: Change): Instant | null =>
  outcome?.started ?? window?.start ?? emergency?.authorised_at ?? null

const number = ({ id }: { id: string }) => Number(id.split('-')[2])
const byId = (a: { id: string }, b: { id: string }) => number(b) - number(a)

interface Placed<T> {
  record: T
  year: string
  time: number
}
const newestFirst = <T extends { id: string }>(a: Placed<T>, b: Placed<T>) =>
  Number(b.year) - Number(a.year) || (a.time === b.time ? byId(a.record, b.record) : a.time < b.time ? 1 : -1)

/** By year, then by time. What has no time yet stands on top of its year, what never will at its end. */
export const changesNewestFirst = (changes: readonly Change[]): Change[] =>
  changes
    .map((record) => {
      const called_off = record.status === 'cancelled' || record.status === 'rejected'
      return { record, year: yearOf(record), time: timeOf(record) ?? (called_off ? -Infinity : Infinity) }
    })
    .toSorted(newestFirst)
    .map(({ record }) => record)

/** By year, then by when they started; of two at once the one with the higher number comes first. */
export const incidentsNewestFirst = (incidents: readonly Incident[]): Incident[] =>
  incidents
    .map((record) => ({ record, year: yearOf(record), time: record.started }))
    .toSorted(newestFirst)
    .map(({ record }) => record)
