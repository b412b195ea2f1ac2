import type { FreezeMet } from '../change/freezes.ts'
import type { RiskLevel } from '../change/risk.ts'
import type { Change } from '../records/change.ts'
import type { Policy } from '../records/policy.ts'
import type { Team } from '../records/team.ts'
import { isAuthor, openerOf, type Authors } from './authors.ts'
import type { ApprovalSlot } from './context.ts'
import { fillableSlots, type FilledSlots, type People } from './fillable.ts'
import { rosterOf, sameHandle } from './review-counting.ts'

/** How many approvals a policy asks for, and from whom. */
export type Approvers = Policy['approvals']['low']

/** Who may approve: of the teams that have anybody in them, without those whose own approval doesn't count. */
export interface Electorate extends People {
  teams: readonly Team[]
  /** Who carries the change out, where that keeps them from approving it. */
  barred: string | null
}

/**
 * Who may approve what these authors bring. `implementer` is who may not, either; where there is nobody else besides the
 * one who opened it, the second pair of eyes is theirs.
 */
export function electorateOf(teams: readonly Team[], authors: Authors, implementer: string | null): Electorate {
  const everyone = [...rosterOf(teams).values()]
  const others = everyone.filter((one) => !sameHandle(one, openerOf(authors)))
  const without = others.filter((one) => !sameHandle(one, implementer))
  const barred = without.length > 0 ? implementer : null
  return {
    everyone,
    teams: teams.filter(({ members, leads }) => members.length + leads.length > 0),
    free: everyone.filter((one) => !isAuthor(one, authors) && !sameHandle(one, barred)),
    besides: without.length > 0 ? without : others,
    barred,
  }
}

/** `count` slots that anyone in one of the teams may fill. */
export const anySlots = (count: number, electorate: Electorate): ApprovalSlot[] =>
  slots(count, { kind: 'any', team: null, who: [...electorate.free] })

/** `count` slots that a lead of any of the teams may fill. */
export const leadSlots = (count: number, electorate: Electorate): ApprovalSlot[] =>
  slots(count, {
    kind: 'lead',
    team: null,
    who: among(
      electorate.teams.flatMap(({ leads }) => leads),
      electorate,
    ),
  })

/** What settles who has to approve a change. */
export interface Needing {
  change: Pick<Change, 'type' | 'services'>
  /** Without one, as much is needed as at medium risk. */
  risk: RiskLevel | null
  policy: Policy
  electorate: Electorate
  /** By service, the id of the team that owns it. */
  ownerOf: (service: string) => string | undefined
  /** Those that its window meets. */
  freezes: readonly FreezeMet[]
  /** What its error budgets ask for besides. */
  more?: Approvers | undefined
}

/**
 * One slot for each approval that a change needs and that somebody is there for; a soft freeze that holds for it asks for
 * one more, of anyone, and an error budget for what the policy says.
 */
export function neededSlots({ change, risk, policy, electorate, ownerOf, freezes, more = {} }: Needing): FilledSlots {
  const needs = policy.approvals[change.type === 'emergency' ? 'emergency' : levelOf(risk)]
  const frozen = freezes.some(({ effect }) => effect === 'one_more_approval') ? { any: 1 } : {}
  return slotsFor(sumOf([needs, frozen, more]), change, { electorate, ownerOf })
}

const KINDS = ['service_team', 'other_team', 'lead', 'any'] as const

const sumOf = (all: readonly Approvers[]): Approvers =>
  Object.fromEntries(KINDS.map((kind) => [kind, all.reduce((sum, one) => sum + (one[kind] ?? 0), 0)]))

/** One slot for each approval that a policy asks for of the services of a change. */
export function slotsFor(
  needs: Approvers,
  { services }: Pick<Change, 'services'>,
  { electorate, ownerOf }: Pick<Needing, 'electorate' | 'ownerOf'>,
): FilledSlots {
  const owning = new Set(services.flatMap((service) => ownerOf(service) ?? []))
  return fillableSlots(changeSlots(needs, owning, electorate), electorate)
}

const levelOf = (risk: RiskLevel | null): RiskLevel => risk ?? 'medium'

/** Who carries a change out, where that keeps them from approving it: from high risk up. */
export const barredImplementer = ({ implementer }: Pick<Change, 'implementer'>, risk: RiskLevel | null) =>
  risk === 'high' || risk === 'critical' ? (implementer ?? null) : null

/**
 * Whether a change was approved with its template. What has a `source` is let off that by the rules, so it was not; nor was
 * a rollout, or an override of an error budget, of which no template says anything.
 */
export const isPreApproved = ({
  type,
  source,
  rollout,
  budget_override,
}: Pick<Change, 'type' | 'source' | 'rollout' | 'budget_override'>): boolean =>
  type === 'standard' && source === undefined && rollout === undefined && budget_override === undefined

/**
 * One slot for each approval that a policy asks for, in the order in which policies name them. `service_team` is needed
 * from each team that owns one of its services; where no such team is known, from anyone in a team. `other_team` is
 * anyone in a team that owns none of them, also who is in an owning team besides; where there is no such team, any other
 * person. `owning` holds ids of teams.
 */
function changeSlots(
  { service_team = 0, other_team = 0, lead = 0, any = 0 }: Approvers,
  owning: ReadonlySet<string>,
  electorate: Electorate,
): ApprovalSlot[] {
  const { teams } = electorate
  const own = teams.filter(({ id }) => owning.has(id))
  const foreign = teams.filter(({ id }) => !owning.has(id))
  const [others, besides] = foreign.length > 0 ? [foreign, own.map(({ id }) => id)] : [teams, []]
  const ofTeam = (team: Team): ApprovalSlot[] =>
    slots(service_team, { kind: 'service_team', team: team.id, who: among(membersOf([team]), electorate) })
  return [
    ...(own.length > 0 ? own.flatMap(ofTeam) : anySlots(service_team, electorate)),
    ...slots(other_team, { kind: 'other_team', team: null, besides, who: among(membersOf(others), electorate) }),
    ...leadSlots(lead, electorate),
    ...anySlots(any, electorate),
  ]
}

const slots = (count: number, slot: ApprovalSlot): ApprovalSlot[] => Array.from({ length: count }, () => ({ ...slot }))

const membersOf = (teams: readonly Team[]): string[] => teams.flatMap(({ members, leads }) => [...members, ...leads])

/** Those of some people who may approve, each once. */
function among(handles: readonly string[], { free }: Electorate): string[] {
  const named = new Set(handles.map((handle) => handle.toLowerCase()))
  return free.filter((handle) => named.has(handle.toLowerCase()))
}
