import { LEDGER } from '#model/notify/ledger'
import type { Outcome } from './run.ts'

/** What is to be said of a run beside what each channel was sent, a line each. */
export function notesOf({ found, refused, unwritten, overtaken, plan: { first } }: Outcome): string[] {
  const doubt = found.unreadable === null ? [] : [unreadable(found.unreadable)]
  if (refused !== null) return [...doubt, `${LEDGER.ref} can't be written, so nothing was sent: ${refused}`]
  return [
    ...doubt,
    ...(first.length === 0 ? [] : [`Told for the first time, of what is open alone: ${first.join(', ')}.`]),
    ...(unwritten === null
      ? []
      : [`${LEDGER.ref} can't be written any more; the last messages may come twice: ${unwritten}`]),
    ...(overtaken ? ['Another run took this one for dead, and has gone on with what was left.'] : []),
  ]
}

/** That what lies in the ledger's place counts for nothing. */
export const unreadable = (why: string): string =>
  `What ${LEDGER.ref} says can't be read (${why}): it counts for nothing, and channels are told of what is open alone. Somebody else may have written it.`
