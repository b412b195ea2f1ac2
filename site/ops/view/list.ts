import { yearOf } from '#model/order'
import type { Instant } from '#model/time'

/** How many rows the newest page shows. */
export const NEWEST = 100
/** How many rows a page of a year shows. */
export const A_YEARS_PAGE = 500

/** One page of a year's records. */
export interface YearPage<T> {
  year: string
  /** From 1. */
  number: number
  pages: number
  /** How many the year has. */
  count: number
  records: T[]
}

/** The records of each year on pages of a bounded length; they come newest first and stay so. */
export const yearPages = <T extends { id: string }>(
  records: readonly T[],
  size: number = A_YEARS_PAGE,
): YearPage<T>[] =>
  [...Map.groupBy(records, yearOf)].flatMap(([year, all]) => {
    const pages = Math.ceil(all.length / size)
    return Array.from({ length: pages }, (_, i) => ({
      year,
      number: i + 1,
      pages,
      count: all.length,
      records: all.slice(i * size, (i + 1) * size),
    }))
  })

/** The years that have records, newest first, with how many. */
export const yearsOf = (records: readonly { id: string }[]): { year: string; count: number }[] =>
  [...Map.groupBy(records, yearOf)].map(([year, all]) => ({ year, count: all.length }))

/** What a page of changes or incidents shows: the newest, or some of one year. */
export interface YearList<Row> {
  years: { year: string; count: number }[]
  /** Which page of a year; null: the newest. */
  turn: Pick<YearPage<unknown>, 'year' | 'number' | 'pages'> | null
  rows: Row[]
  /** Of the newest, and of a year while something of it goes on. */
  as_of: Instant | null
}

/** The newest records, which are the first ones, as of now. */
export const newestList = <T extends { id: string }, Row>(
  records: readonly T[],
  rowOf: (record: T) => Row,
  now: Instant,
): YearList<Row> => ({ years: yearsOf(records), turn: null, rows: records.slice(0, NEWEST).map(rowOf), as_of: now })

/** A page of a year, among all years. */
export const yearList = <T, Row>(
  { records, year, number, pages }: YearPage<T>,
  years: YearList<Row>['years'],
  rowOf: (record: T) => Row,
): YearList<Row> => ({ years, turn: { year, number, pages }, rows: records.map(rowOf), as_of: null })

const names = new Intl.Collator('en', { numeric: true })

/** By name, for lists that one looks a name up in. */
export const byName = <T extends { id: string } & ({ name: string } | { title: string })>(
  records: Iterable<T>,
): T[] => {
  const nameOf = (record: T) => ('title' in record ? record.title : record.name)
  return [...records].toSorted((a, b) => names.compare(nameOf(a), nameOf(b)) || names.compare(a.id, b.id))
}
