import { folded, type Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'

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
