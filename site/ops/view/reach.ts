import { hasUserInfo } from '#model/records/field'
import { telephone } from '#model/records/telephone'
import type { Team } from '#model/records/team'
import type { Duration } from '#model/time'
import { folded, type Ops } from './index.ts'
import { party, type Party } from './people.ts'
import { refer, type PageReference } from './reference.ts'

/** One way to reach someone; `url` where it can be opened. */
export interface Contact {
  name: string
  text: string
  url: string | null
}

/** A team's contacts, in its own order. */
export const contactsOf = (team: Pick<Team, 'contacts'>): Contact[] =>
  Object.entries(team.contacts).map(([name, text]) => ({ name, text, url: addressOf(name, text) }))

/** `room: "4.12"` is nothing to call: a number is one where it is called so, or is as long as one. */
function addressOf(name: string, text: string): string | null {
  if (/^(https?:\/\/\S+|mailto:\S+)$/i.test(text)) return hasUserInfo(text) ? null : text
  if (text.length < 300 && /^[^\s@:/]+@[^\s@:/][^\s@:/.]*\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  const called =
    ['phone', 'page'].includes(wayOf(name)) || text.startsWith('+') || text.replaceAll(/\D/g, '').length > 6
  return called ? telephone(text) : null
}

/** Somebody to be called: who, and by which ways, those of a team that they are in apart. */
export interface Callee {
  who: Party
  /** What a person is called, where a team says so. */
  name: string | null
  /** Their own: as the step asks where there is one, else every one that is known. */
  contacts: Contact[]
  /** For a person: how to reach the teams that they are in, where they themselves can't be reached. */
  teams: { team: PageReference; contacts: Contact[] }[]
}

/** Of the ways to reach somebody the numbers alone: their own, else those of their teams. */
export function numbersOf({ contacts, teams, ...callee }: Callee): Callee {
  const dialled = (ways: readonly Contact[]) => ways.filter(({ url }) => url?.startsWith('tel:') === true)
  const own = dialled(contacts)
  const theirs = teams.map(({ team, contacts: ways }) => ({ team, contacts: dialled(ways) }))
  return { ...callee, contacts: own, teams: own.length > 0 ? [] : theirs.filter((one) => one.contacts.length > 0) }
}

/** Every way to reach somebody, those of their teams last. */
export const reachedBy = ({ contacts, teams }: Callee): Contact[] => [
  ...contacts,
  ...teams.flatMap((one) => one.contacts),
]

/** What a team is paged or called by; its chat room and the like are elsewhere. */
export const callsOf = (team: Pick<Team, 'contacts'>): Contact[] =>
  contactsOf(team).filter(
    ({ name, url }) => url !== null && (isWay('page', { name, url }) || isWay('phone', { name, url })),
  )

/** Whom to call, and how long after the start, in milliseconds. */
export interface EscalationStep extends Callee {
  /** Null where nobody can be sure of it. */
  after: Duration | null
  how: string
}

/** Escalation steps with the ways to reach whom they name; nobody known means no contacts. */
export const escalationOf = (
  ops: Ops,
  steps: readonly (Pick<EscalationStep, 'after' | 'how'> & { who: string })[],
): EscalationStep[] => steps.map(({ after, who, how }) => ({ after, how, ...calleeOf(ops, who, how) }))

/** A team or a person, with the ways to reach them. */
export function calleeOf(ops: Ops, who: string, how: string): Callee {
  const team = ops.links.teams.get(who)
  if (team) return { who: party(ops, who), name: null, contacts: asked(how, contactsOf(team)), teams: [] }
  const teams = ops.teamsOfHandle.get(folded(who)) ?? []
  const own = personIn(teams, who)
  const contacts = asked(how, own?.contacts ?? [])
  return {
    who: party(ops, who),
    name: own?.name ?? null,
    contacts,
    teams: teams.flatMap((one) => {
      const all = contactsOf(one)
      const found = all.filter((way) => isWay(how, way))
      // Who has a number of their own needs no chat room beside it.
      const ways = found.length > 0 || contacts.some(({ url }) => url !== null) ? found : all
      return ways.length > 0 ? [{ team: refer('team', one.id, one), contacts: ways }] : []
    }),
  }
}

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

/** Whom a team calls, in order, each once; the ways to reach itself stand beside its name, not at its people. */
export function calleesOf(ops: Ops, team: Team): Callee[] {
  const ways = new Map(stepsOfTeam(team).map(({ who, how }) => [who, how]))
  return [...ways].map(([who, how]) => {
    const callee = calleeOf(ops, who, how)
    if (who === team.id) return { ...callee, contacts: [] }
    return { ...callee, teams: callee.teams.filter((one) => one.team.id !== team.id) }
  })
}

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
          ...(person.chat === undefined
            ? []
            : [{ name: 'chat', text: person.chat, url: addressOf('chat', person.chat) }]),
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

/** Whether a contact is what a step asks for; whatever is dialled is a phone. */
const isWay = (how: string, { name, url }: Pick<Contact, 'name' | 'url'>): boolean =>
  wayOf(name) === wayOf(how) || (wayOf(how) === 'phone' && url?.startsWith('tel:') === true)

function asked(how: string, ways: readonly Contact[]): Contact[] {
  const found = ways.filter((way) => isWay(how, way))
  return found.length > 0 ? found : [...ways]
}
