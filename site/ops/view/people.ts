import { folded, type Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import type { Team } from '#model/records/team'
import type { Duration } from '#model/time'

/** A team or a person, as a record names them. */
export interface Party {
  /** The team's page; for a person, a plain handle. */
  ref: PageReference
  kind: 'team' | 'person'
  /** For a person: the teams that they are in. */
  teams: PageReference[]
}

/** What `who` and `requester` name: a team's id, or else a handle. */
export function party({ links, teamsOfHandle }: Ops, who: string): Party {
  const team = links.teams.get(who)
  return team
    ? { ref: refer('team', who, team), kind: 'team', teams: [] }
    : {
        ref: { id: who, title: null, page: null },
        kind: 'person',
        teams: (teamsOfHandle.get(folded(who)) ?? []).map((one) => refer('team', one.id, one)),
      }
}

/** One way to reach someone; `url` where it can be opened. */
export interface Contact {
  name: string
  text: string
  url: string | null
}

/** A team's contacts, in its own order. */
export const contactsOf = (team: Pick<Team, 'contacts'>): Contact[] =>
  Object.entries(team.contacts).map(([name, text]) => ({ name, text, url: addressOf(text) }))

const addressOf = (text: string): string | null => {
  if (/^(https?:\/\/\S+|mailto:\S+)$/i.test(text)) return text
  return text.length < 300 && /^[^\s@:/]+@[^\s@:/][^\s@:/.]*\.[^\s@:/]+$/.test(text) ? `mailto:${text}` : null
}

/** Whom to call, and how long after the start, in milliseconds. */
export interface EscalationStep {
  after: Duration
  how: string
  who: Party
  /** How to reach them: the team's own contacts, or those of the teams that the person is in. */
  contacts: Contact[]
}

/** Escalation steps with the ways to reach whom they name; nobody known means no contacts. */
export const escalationOf = (
  ops: Ops,
  steps: readonly { after: Duration; who: string; how: string }[],
): EscalationStep[] =>
  steps.map(({ after, who, how }) => {
    const team = ops.links.teams.get(who)
    const teams = team ? [team] : (ops.teamsOfHandle.get(folded(who)) ?? [])
    return { after, how, who: party(ops, who), contacts: teams.flatMap(contactsOf) }
  })
