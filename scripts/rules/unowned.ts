import type { AuditFinding, Place } from '#model/diagnostic'
import { everyone } from '#model/records/team'
import { defineRule, type AuditContext } from './rule.ts'

export default defineRule({
  name: 'unowned',
  severity: 'warning',
  scope: 'audit',
  doc: 'Services and runbooks belong to a team that has members; whoever owns a runbook or an open action is in a team.',
  *check(context) {
    const { services, runbooks, incidents } = context.catalog
    const isSomebody = somebodyIn(context)
    for (const { file, team } of services) yield* ofTeam(context, team, { file, path: ['team'] }, 'service')
    for (const { file, team, owner } of runbooks) {
      yield* ofTeam(context, team, { file, path: ['team'] }, 'runbook')
      if (owner !== undefined && !isSomebody(owner)) yield left(owner, { file, path: ['owner'] }, 'runbook')
    }
    for (const { file, actions } of incidents)
      for (const [i, { owner, status }] of actions.entries())
        if (status === 'open' && owner !== undefined && !isSomebody(owner))
          yield left(owner, { file, path: ['actions', i, 'owner'] }, 'action')
  },
})

const LISTS = { service: 'services', runbook: 'runbooks', action: 'actions' } as const
type Owned = keyof typeof LISTS

/** Whether a name is a team's or that of someone in a team. Of people nothing is known while a team can't be read. */
function somebodyIn({ catalog, links }: AuditContext): (name: string) => boolean {
  if ((catalog.broken.team ?? []).length > 0) return () => true
  // As the forge does, which knows no case in handles.
  const people = new Set([...everyone(catalog.teams)].map((handle) => handle.toLowerCase()))
  return (name) => links.teams.has(name) || people.has(name.toLowerCase())
}

function* ofTeam({ catalog, links }: AuditContext, id: string, at: Place, what: Owned): Generator<AuditFinding> {
  const team = links.teams.get(id)
  const help = `Give the ${what} to a team that looks after it.`
  if (team && everyone([team]).size === 0)
    yield {
      at,
      message: `Unexpected team \`${id}\` without members, expected somebody who answers for the ${what}.`,
      help,
      waits: nobodys(what),
      related: [{ at: { file: team.file, path: ['members'] }, message: 'Nobody is in it.' }],
    }
  else if (!team && !catalog.broken.team?.includes(id))
    yield {
      at,
      message: `Unexpected team \`${id}\` that is not there, expected one of \`teams/\`.`,
      help,
      waits: nobodys(what),
    }
}

const left = (owner: string, at: Place, what: Owned): AuditFinding => ({
  at,
  message: `Unexpected owner \`${owner}\` who is in no team, expected a team or a member of one.`,
  help: `Hand the ${what} to somebody else, or add \`${owner}\` to a team.`,
  waits: {
    what: `Owner of the ${what} to be found: ${owner} is in no team`,
    who: [],
    by: null,
    alike: { words: `${what}s have an owner who is in no team`, list: LISTS[what] },
  },
})

const nobodys = (what: Owned): AuditFinding['waits'] => ({
  what: `Team for the ${what} to be found`,
  who: [],
  by: null,
  alike: { words: `${what}s have no team that is there`, list: LISTS[what] },
})
