import { newestFirst, yearOf } from '../order.ts'
import type { Change } from '../records/change.ts'
import type { Instant } from '../time.ts'
import { timeOf } from './work.ts'

/** By year, then by time. What has no time yet stands on top of its year, what never will at its end. */
export const changesNewestFirst = (changes: readonly Change[], now: Instant): Change[] =>
  changes
    .map((record) => {
      const called_off = record.status === 'cancelled' || record.status === 'rejected'
      return { record, year: yearOf(record), time: timeOf(record, now) ?? (called_off ? -Infinity : Infinity) }
    })
    .toSorted(newestFirst)
    .map(({ record }) => record)
