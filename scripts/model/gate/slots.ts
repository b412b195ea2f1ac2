import type { FreezeMet } from '../change/freezes.ts'
import type { RiskLevel } from '../change/risk.ts'
import type { Change } from '../records/change.ts'
import type { Policy } from '../records/policy.ts'
import type { Team } from '../records/team.ts'
import type { Authors } from './authors.ts'
import type { ApprovalSlot } from './context.ts'
import { rosterOf, sameHandle } from './review-counting.ts'

/** How many approvals a policy asks for, and from whom. */
type Approvers = Policy['approvals']['low']

/** Whose own approval doesn't count. */
export type LeftOut = readonly (string | null)[]

/** `count` slots that anyone in one of the teams may fill. */
export const anySlots = (count: number, teams: readonly Team[], leftOut: LeftOut): ApprovalSlot[] =>
  slots(count, { kind: 'any', team: null, who: among(membersOf(teams), teams, leftOut) })

/** `count` slots that a lead of any of the teams may fill. */
export const leadSlots = (count: number, teams: readonly Team[], leftOut: LeftOut): ApprovalSlot[] => {
  const leads = teams.flatMap((team) => team.leads)
  return slots(count, { kind: 'lead', team: null, who: among(leads, teams, leftOut) })
}

/** What settles who has to approve a change. */
export interface Needing {
  change: Pick<Change, 'type' | 'services' | 'implementer'>
  /** Without one, as much is needed as at medium risk. */
  risk: RiskLevel | null
  policy: Policy
  teams: readonly Team[]
  /** By service, the id of the team that owns it. */
  ownerOf: (service: string) => string | undefined
  /** Those that its window meets. */
  freezes: readonly FreezeMet[]
  /** Of the pull request. */
  authors: Authors
}

/** One slot for each approval that a change needs; a soft freeze that holds for it asks for one more, of anyone. */
export function neededSlots({ change, risk, policy, teams, ownerOf, freezes, authors }: Needing): ApprovalSlot[] {
  const needs = policy.approvals[change.type === 'emergency' ? 'emergency' : levelOf(risk)]
  const more = freezes.some(({ effect }) => effect === 'one_more_approval') ? 1 : 0
  const owning = new Set(change.services.flatMap((service) => ownerOf(service) ?? []))
  return changeSlots({ ...needs, any: (needs.any ?? 0) + more }, teams, owning, [
    ...authors,
    barredImplementer(change, risk),
  ])
}

const levelOf = (risk: RiskLevel | null): RiskLevel => risk ?? 'medium'

/** Who carries a change out, where that keeps them from approving it: from high risk up. */
export const barredImplementer = ({ implementer }: Pick<Change, 'implementer'>, risk: RiskLevel | null) =>
  risk === 'high' || risk === 'critical' ? (implementer ?? null) : null

/** Whether a change was approved with its template. What has a `source` is let off that by the rules, so it was not. */
export const isPreApproved = ({ type, source }: Pick<Change, 'type' | 'source'>): boolean =>
  type === 'standard' && source === undefined

/**
 * One slot for each approval that a policy asks for, in the order in which policies name them. `service_team` is needed
 * from each team that owns one of its services; where no such team is known, from anyone in a team. `other_team` is
 * anyone in a team that owns none of them, also who is in an owning team besides; where there is no such team, any other
 * person. `owning` holds ids of teams.
 */
function changeSlots(
  { service_team = 0, other_team = 0, lead = 0, any = 0 }: Approvers,
  teams: readonly Team[],
  owning: ReadonlySet<string>,
  leftOut: LeftOut,
): ApprovalSlot[] {
  const own = teams.filter(({ id }) => owning.has(id))
  const foreign = teams.filter(({ id }) => !owning.has(id))
  const [others, besides] = foreign.length > 0 ? [foreign, own.map(({ id }) => id)] : [teams, []]
  const ofTeam = (team: Team): ApprovalSlot[] => {
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

const slots = (count: number, slot: ApprovalSlot): ApprovalSlot[] => Array.from({ length: count }, () => ({ ...slot }))

const membersOf = (teams: readonly Team[]): string[] => teams.flatMap(({ members, leads }) => [...members, ...leads])

/** Each person once, by the one spelling of their handle, without those left out. */
function among(handles: readonly string[], teams: readonly Team[], leftOut: LeftOut): string[] {
  const roster = rosterOf(teams)
  const people = new Set(handles.map((handle) => roster.get(handle.toLowerCase()) ?? handle))
  return [...people].filter((handle) => !leftOut.some((one) => sameHandle(handle, one)))
}
