import { folded, type Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'

/** A team or a person, as a record names them. */
export interface Party {
  /** The team's page; for a person, a plain handle. */
  ref: PageReference
  kind: 'team' | 'person'
  /** For a person: the teams that they are in. */
  teams: PageReference[]
  /** In words, where they are in none: that is certain only where every team could be read. */
  astray: string | null
}

/** What `who` and `requester` name: a team's id, or else a handle. */
export function party(ops: Ops, who: string): Party {
  const { links, teamsOfHandle } = ops
  const team = links.teams.get(who)
  const teams = teamsOfHandle.get(folded(who)) ?? []
  return team
    ? { ref: refer('team', who, team), kind: 'team', teams: [], astray: null }
    : {
        ref: { id: who, title: null, page: null },
        kind: 'person',
        teams: teams.map((one) => refer('team', one.id, one)),
        astray: teams.length > 0 ? null : astrayWords(ops),
      }
}

/** What is said of somebody whom no team has. */
export const astrayWords = ({ teamsUncertain }: Ops): string =>
  teamsUncertain ? 'in no team that can be read' : 'in no team any more'
