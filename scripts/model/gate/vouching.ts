import { isApprovedOn, isConcluded } from '../change/standing.ts'
import type { Change } from '../records/change.ts'
import type { Team } from '../records/team.ts'
import { openerOf, type Authors } from './authors.ts'
import type { Judged } from './context.ts'
import { rosterOf } from './review-counting.ts'

/** A change of a pull request, whether it has the plan that it had on the base, and what its approval asks for. */
export type Said = Pick<Judged, 'change' | 'before' | 'mended'> & {
  samePlan: boolean
  approval: Pick<Judged['approval'], 'required' | 'later'>
}

/**
 * Whether a pull request says of a change that was approved what nobody approves: that it has begun, how it went, when
 * it is, where a template or an emergency asks nobody, and where customers find it; and nobody vouches for it. Who is in
 * a team does, as for an incident, and who carries it out or asked for it, as the base says.
 */
export function needsVouching(said: Said, teams: readonly Team[], authors: Authors): boolean {
  const { change, before, mended, approval } = said
  if (approval.required && !approval.later) return false
  if (!isApprovedOn(change) || (before === null && !mended)) return false
  if (before && (!isApprovedOn(before) || isConcluded(before) || saysTheSame(before, said))) return false
  return !isVouchedFor(before, teams, authors)
}

function saysTheSame(before: Change, { change, samePlan }: Said): boolean {
  return samePlan && said(before) === said(change)
}

/** What others go by, besides the plan. */
const said = ({ status, outcome, public_id, source }: Change): string =>
  JSON.stringify([status, outcome, public_id, source])

/** An account of an app writes for who opened it. */
function isVouchedFor(before: Change | null, teams: readonly Team[], authors: Authors): boolean {
  if (openerOf(authors) === null) return false
  const roster = rosterOf(teams)
  // Somebody may be called what a team is called.
  const ids = new Set(teams.map(({ id }) => id.toLowerCase()))
  const named = new Set([before?.implementer, before?.requester].map((one) => one?.toLowerCase()))
  const own = named.difference(ids)
  return authors.every(
    (one, index) => roster.has(one.toLowerCase()) || own.has(one.toLowerCase()) || (index > 0 && one.endsWith('[bot]')),
  )
}
