import type { Team } from '#model/records/team'
import { folded, type OpenAction, type Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'

/** A handle that a team's records name, and that is in no team any more. */
export interface Gone {
  who: string
  /** What it stands in, each once, and how. */
  holds: { record: PageReference; as: string }[]
}

/**
 * Who left and still holds something of a team: its escalation, its runbooks, open actions after incidents on its
 * services, planned changes to them. Nothing there is broken by it, and somebody has to take it over.
 */
export function goneFrom(ops: Ops, team: Team): Gone[] {
  const { links, teamsOfHandle } = ops
  // Whoever isn't found may be in a team that can't be read whole.
  if (ops.teamsUncertain) return []
  const own = links.servicesOfTeam.get(team.id) ?? []
  const planned = new Set(own.flatMap(({ id }) => ops.plannedOn.get(id) ?? []))
  const held = [
    ...team.escalation.map(({ who }) => ({ who, record: refer('team', team.id, team), as: 'escalation' })),
    ...(links.runbooksOfTeam.get(team.id) ?? []).flatMap((runbook) =>
      [
        ...(runbook.owner === undefined ? [] : [{ who: runbook.owner, as: 'owner' }]),
        ...runbook.escalation.map(({ who }) => ({ who, as: 'escalation' })),
      ].map((one) => ({ ...one, record: refer('runbook', runbook.id, runbook) })),
    ),
    ...strayActions(ops, team).flatMap(({ incident, action }) =>
      action.owner === undefined
        ? []
        : [{ who: action.owner, record: refer('incident', incident.id, incident), as: 'open action' }],
    ),
    ...[...planned].flatMap((change) =>
      change.implementer === undefined
        ? []
        : [{ who: change.implementer, record: refer('change', change.id, change), as: 'carries it out' }],
    ),
  ].filter(({ who }) => !links.teams.has(who) && !teamsOfHandle.has(folded(who)))
  return [...Map.groupBy(held, ({ who }) => folded(who)).values()].map((some) => ({
    who: some[0]?.who ?? '',
    holds: [...new Map(some.map(({ record, as }) => [`${as} ${record.page}`, { record, as }])).values()],
  }))
}

/** Open actions after incidents on a team's services that no team's member has: nobody else would see them. */
export const strayActions = ({ links, strayActionsOn }: Ops, team: Team): OpenAction[] => [
  ...new Set((links.servicesOfTeam.get(team.id) ?? []).flatMap(({ id }) => strayActionsOn.get(id) ?? [])),
]
