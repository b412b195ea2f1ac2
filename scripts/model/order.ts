import type { Incident } from './records/incident.ts'

/** The year that a record's id names: the folder that it lies in, and the page that lists it. */
export const yearOf = ({ id }: { id: string }): string => id.split('-')[1] ?? ''

const number = ({ id }: { id: string }) => Number(id.split('-')[2])
const byId = (a: { id: string }, b: { id: string }) => number(b) - number(a)

/** A record with what its place in a list depends on. */
export interface Placed<T> {
  record: T
  year: string
  time: number
}
/** By year, then by time; of two at once the one with the higher number comes first. */
export const newestFirst = <T extends { id: string }>(a: Placed<T>, b: Placed<T>) =>
  Number(b.year) - Number(a.year) || (a.time === b.time ? byId(a.record, b.record) : a.time < b.time ? 1 : -1)

/** By year, then by when they started; of two at once the one with the higher number comes first. */
export const incidentsNewestFirst = (incidents: readonly Incident[]): Incident[] =>
  incidents
    .map((record) => ({ record, year: yearOf(record), time: record.started }))
    .toSorted(newestFirst)
    .map(({ record }) => record)

/** The order of two texts by their code units: the same everywhere, whatever the language of the machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
