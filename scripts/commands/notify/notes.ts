import { LEDGER } from '#model/notify/ledger'
import type { Outcome } from './run.ts'

/** What is to be said of a run beside what each channel was sent, a line each. `inGitlab`: as a job of GitLab's. */
export function notesOf(
  { found, refused, unwritten, overtaken, plan: { first } }: Outcome,
  inGitlab: boolean,
): string[] {
  const doubt = found.unreadable === null ? [] : [unreadable(found.unreadable)]
  const may = inGitlab && FORBIDDEN.test(refused ?? '') ? [JOB_TOKEN] : []
  if (refused !== null) return [...doubt, `${LEDGER.ref} can't be written, so nothing was sent: ${refused}`, ...may]
  return [
    ...doubt,
    ...(first.length === 0 ? [] : [`Told for the first time, of what is open alone: ${first.join(', ')}.`]),
    ...(unwritten === null
      ? []
      : [`${LEDGER.ref} can't be written any more; the last messages may come twice: ${unwritten}`]),
    ...(overtaken ? ['Another run took this one for dead, and has gone on with what was left.'] : []),
  ]
}

/** What a job's token isn't allowed by itself. */
const FORBIDDEN = /returned error: 403|not allowed to push/
const JOB_TOKEN =
  'Allow it under Settings → CI/CD → Job token permissions: “Allow Git push requests to the repository”.'

/** That what lies in the ledger's place counts for nothing. */
export const unreadable = (why: string): string =>
  `What ${LEDGER.ref} says can't be read (${why}): it counts for nothing, and channels are told of what is open alone. Somebody else may have written it.`
