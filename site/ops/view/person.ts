import { telephone } from '#model/records/telephone'
import type { Team } from '#model/records/team'
import { addressOf, type Contact } from './contact.ts'

/** What teams say of a person. */
export interface Person {
  name: string | null
  contacts: Contact[]
}

/** The entry that a team has of somebody, by a handle in whatever case. */
function entryIn({ people = {} }: Pick<Team, 'people'>, handle: string) {
  const key = Object.keys(people).find((one) => one.toLowerCase() === handle.toLowerCase())
  return key === undefined ? undefined : people[key]
}

/**
 * What teams say of a person; null where none says anything. What those of `near` say holds, the ids of the teams whose
 * page or escalation it is; where they have no number for them, every one that another team has: nobody knows which is
 * answered at night.
 */
export function personIn(teams: readonly Team[], handle: string, near: readonly string[] = []): Person | null {
  const known = teams.flatMap((team) => {
    const entry = entryIn(team, handle)
    return entry === undefined ? [] : [{ entry, near: near.includes(team.id) }]
  })
  if (known.length === 0) return null
  const said = (field: 'name' | 'phone' | 'chat'): string[] => {
    const all = known.filter(({ entry }) => entry[field] !== undefined)
    const own = all.filter((one) => one.near)
    return (own.length > 0 ? own : all).flatMap(({ entry }) => entry[field] ?? [])
  }
  return {
    name: said('name')[0] ?? null,
    contacts: [
      ...distinct(said('phone').map((text) => ({ name: 'phone', text, url: telephone(text) }))),
      ...said('chat')
        .slice(0, 1)
        .map((text) => ({ name: 'chat', text, url: addressOf('chat', text) })),
    ],
  }
}

/** Of numbers that are dialled alike the first. */
const distinct = (phones: readonly Contact[]): Contact[] =>
  [...new Map(phones.toReversed().map((one) => [one.url ?? one.text, one])).values()].toReversed()
