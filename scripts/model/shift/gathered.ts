import type { Waiting } from '../diagnostic.ts'
import type { WaitingRecord } from './waiting.ts'

/** Many things of one kind that wait, as one of which the rest of the list isn't lost. */
export interface ManyWaiting {
  kind: 'many'
  count: number
  /** What they are, behind their number: `runbooks were never tested`. */
  words: string
  /** Which list has them. */
  list: NonNullable<Waiting['alike']>['list']
  /** Whom they fall to and how many of them, those with the most first. */
  who: { who: string; count: number }[]
}

/** Up to so many of one kind stand there by their names. */
const NAMED = 5

/**
 * What waits, in its order, where no kind drowns the others: of one that an audit finds in more than a few records there
 * is one line, where the first of them stood. What customers wait for, and what has a time to come, is always named.
 */
export function gathered(waiting: readonly WaitingRecord[]): (WaitingRecord | ManyWaiting)[] {
  const kindOf = ({ kind, alike }: WaitingRecord) => (kind === 'late' ? alike?.words : undefined)
  const kinds = Map.groupBy(waiting, kindOf)
  return waiting.flatMap((one): (WaitingRecord | ManyWaiting)[] => {
    const words = kindOf(one)
    const all = kinds.get(words) ?? []
    if (words === undefined || one.alike === undefined || all.length <= NAMED) return [one]
    return all[0] === one ? [manyOf(all, one.alike)] : []
  })
}

function manyOf(all: readonly WaitingRecord[], { words, list }: NonNullable<Waiting['alike']>): ManyWaiting {
  const who = Map.groupBy(
    all.flatMap((one) => one.who),
    (one) => one,
  )
  return {
    kind: 'many',
    count: all.length,
    words,
    list,
    who: [...who].map(([id, own]) => ({ who: id, count: own.length })).toSorted((a, b) => b.count - a.count),
  }
}
