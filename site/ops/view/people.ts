import { folded, type Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import { telephone } from '#model/records/telephone'
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
  /** What a person is called, where a team says so. */
  name: string | null
  /** How to reach them as the step says: a person's own phone, the team's pager; else every way that is known. */
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
    const own = team ? null : personIn(teams, who)
    const ways = [...(own?.contacts ?? []), ...teams.flatMap(contactsOf)]
    return { after, how, who: party(ops, who), name: own?.name ?? null, contacts: waysOf(how, ways) }
  })

/** A team's own steps; of one that names none, the ways to reach it, else its people who have a number, leads first. */
export function stepsOfTeam({ id, escalation, contacts, people = {}, leads }: Team): Team['escalation'] {
  if (escalation.length > 0) return escalation
  const [first] = Object.keys(contacts)
  if (first !== undefined) return [{ after: 0, who: id, how: 'page' in contacts ? 'page' : first }]
  const leading = new Set(leads.map(folded))
  return Object.entries(people)
    .filter(([, { phone }]) => phone !== undefined)
    .map(([who]) => ({ after: 0, who, how: 'phone' }))
    .toSorted((a, b) => Number(leading.has(folded(b.who))) - Number(leading.has(folded(a.who))))
    .slice(0, MOST_PEOPLE)
}

const MOST_PEOPLE = 3

/** What the teams say of a person; the first that says anything. */
export function personIn(teams: readonly Team[], handle: string): { name: string | null; contacts: Contact[] } | null {
  for (const { people = {} } of teams) {
    const key = Object.keys(people).find((one) => one.toLowerCase() === handle.toLowerCase())
    const person = key === undefined ? undefined : people[key]
    if (person)
      return {
        name: person.name ?? null,
        contacts: [
          ...(person.phone === undefined ? [] : [{ name: 'phone', text: person.phone, url: telephone(person.phone) }]),
          ...(person.chat === undefined ? [] : [{ name: 'chat', text: person.chat, url: addressOf(person.chat) }]),
        ],
      }
  }
  return null
}

/** `phone` and `call` are one, and so on: what a step asks for is often called otherwise where it is kept. */
const SAME_WAY: Readonly<Record<string, string>> = {
  call: 'phone',
  telephone: 'phone',
  tel: 'phone',
  mobile: 'phone',
  pager: 'page',
  slack: 'chat',
}
const wayOf = (name: string) => SAME_WAY[name.toLowerCase()] ?? name.toLowerCase()

function waysOf(how: string, ways: readonly Contact[]): Contact[] {
  const asked = ways.filter(({ name }) => wayOf(name) === wayOf(how))
  return asked.length > 0 ? asked : [...ways]
}
