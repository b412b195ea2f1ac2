import { emergencyTimes } from '#model/change/emergency'
import { isApprovedOn, isConcluded } from '#model/change/standing'
import { mayAuthorise } from '#model/gate/authorising'
import { isAuthor } from '#model/gate/authors'
import type { GateContext, GateFinding, Judged } from '#model/gate/context'
import { formatInstant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'emergency-authorised',
  severity: 'error',
  scope: 'gate',
  doc: 'An emergency, which may go ahead without an approval, was authorised by a lead who did not write the pull request, at most 24 hours away from its beginning. Right before it begins: by a lead, at a time that has come.',
  *check(context) {
    for (const one of context.judged) {
      const isAsked = context.mode === 'start' ? isAhead(one) : isUrged(one)
      if (isAsked) yield* doubts(one, context)
    }
  },
})

/** Whether the pull request has it go ahead; what was merged before isn't asked again when its outcome is added. */
const isUrged = ({ change, before, approval }: Judged): boolean =>
  change.type === 'emergency' &&
  isApprovedOn(change) &&
  (before === null || !isApprovedOn(before) || (approval.required && !isConcluded(before)))

/** Whether it is about to go ahead, or has begun. */
const isAhead = ({ change }: Judged): boolean =>
  change.type === 'emergency' && isApprovedOn(change) && !isConcluded(change)

function* doubts({ change }: Judged, { settings, authors, now, mode }: GateContext): Generator<GateFinding> {
  const { id, file, emergency } = change
  if (!emergency || (change.source && isConcluded(change))) return
  const { authorised_by: by, authorised_at: at } = emergency
  const may = mayAuthorise(settings.teams, authors)
  if (!may.some((one) => one.toLowerCase() === by.toLowerCase()))
    yield {
      change: id,
      at: { file, path: ['emergency', 'authorised_by'] },
      message: `Unexpected authorisation by ${by}${isAuthor(by, authors) ? ', who wrote the pull request' : ''}, expected one by ${may.length === 0 ? 'a lead who did not write commits of it' : list(may)}.`,
      help: HELP[mode],
    }
  const fault = emergencyTimes(change, now)
  if (fault === 'ahead')
    yield {
      change: id,
      at: { file, path: ['emergency', 'authorised_at'] },
      message: `Unexpected time ${formatInstant(at)}, which is still to come, expected when it was authorised.`,
      help: 'Set the time at which it was authorised, with its offset.',
    }
  // What was merged with another beginning than it came to have is told by its approval, which is due a day later.
  if (fault === 'apart' && mode === 'merge')
    yield {
      change: id,
      at: { file, path: change.outcome ? ['outcome', 'started'] : ['window', 'start'] },
      message: `Unexpected beginning more than 24 hours away from ${formatInstant(at)}, when it was authorised, expected one within that.`,
      help: 'What can wait for a day is a normal change.',
    }
}

const HELP: Record<GateContext['mode'], string> = {
  merge: 'Have a lead authorise it, or make it a normal change.',
  start:
    'Have a lead authorise it, or have it approved: once its approval is recorded it is known who wrote it, and so who may authorise it instead of a lead who did.',
}

/** More names than this are only counted. */
const FEW = 5

function list(who: readonly string[]): string {
  const more = who.length - FEW
  const named = more > 1 ? [...who.slice(0, FEW), `${more} others`] : who
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(named)
}
