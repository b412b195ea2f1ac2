import type { Slot } from './context.ts'
import type { Policy } from '../records/policy.ts'
import { rosterOf, sameHandle } from './review-counting.ts'
import type { Team } from '../records/team.ts'

/** How many approvals a policy asks for, and from whom. */
export type Approvers = Policy['approvals']['low']

/** Whose own approval doesn't count. */
export type LeftOut = readonly (string | null)[]

/** `count` slots that anyone in one of the teams may fill. */
export const anySlots = (count: number, teams: readonly Team[], leftOut: LeftOut): Slot[] =>
  slots(count, { kind: 'any', team: null, who: among(membersOf(teams), teams, leftOut) })

/** `count` slots that a lead of any of the teams may fill. */
export const leadSlots = (count: number, teams: readonly Team[], leftOut: LeftOut): Slot[] => {
  const leads = teams.flatMap((team) => team.leads)
  return slots(count, { kind: 'lead', team: null, who: among(leads, teams, leftOut) })
}

/**
 * One slot for each approval that a change needs, in the order in which policies name them. `service_team` is needed
 * from each team that owns one of its services; where no such team is known, from anyone in a team. `other_team` is
 * anyone in a team that owns none of them, also who is in an owning team besides; where there is no such team, any other
 * person. `owning` holds ids of teams.
 */
export function changeSlots(
  { service_team = 0, other_team = 0, lead = 0, any = 0 }: Approvers,
  teams: readonly Team[],
  owning: ReadonlySet<string>,
  leftOut: LeftOut,
): Slot[] {
  const own = teams.filter(({ id }) => owning.has(id))
  const foreign = teams.filter(({ id }) => !owning.has(id))
  const [others, besides] = foreign.length > 0 ? [foreign, own.map(({ id }) => id)] : [teams, []]
  const ofTeam = (team: Team): Slot[] => {
    const who = among(membersOf([team]), teams, leftOut)
    return slots(service_team, { kind: 'service_team', team: team.id, who })
  }
  return [
    ...(own.length > 0 ? own.flatMap(ofTeam) : anySlots(service_team, teams, leftOut)),
    ...slots(other_team, { kind: 'other_team', team: null, besides, who: among(membersOf(others), teams, leftOut) }),
    ...leadSlots(lead, teams, leftOut),
    ...anySlots(any, teams, leftOut),
  ]
}

const slots = (count: number, slot: Slot): Slot[] => Array.from({ length: count }, () => ({ ...slot }))

const membersOf = (teams: readonly Team[]): string[] => teams.flatMap(({ members, leads }) => [...members, ...leads])

/** Each person once, by the one spelling of their handle, without those left out. */
function among(handles: readonly string[], teams: readonly Team[], leftOut: LeftOut): string[] {
  const roster = rosterOf(teams)
  const people = new Set(handles.map((handle) => roster.get(handle.toLowerCase()) ?? handle))
  return [...people].filter((handle) => !leftOut.some((one) => sameHandle(handle, one)))
}
