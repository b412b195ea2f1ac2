import { isFieldsDoubtful } from './mistakes.ts'
import type { Team } from '#model/records/team'
import type { Duration } from '#model/time'
import { wayOf } from '#model/records/phone-way'
import { contactsOf, type Contact } from './contact.ts'
import { folded, type Ops } from './index.ts'
import { party, type Party } from './people.ts'
import { personIn } from './person.ts'
import { refer, type PageReference } from './reference.ts'

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

type Step = Pick<EscalationStep, 'after' | 'how'> & { who: string }

/**
 * Escalation steps with the ways to reach whom they name, as those of the teams `near` know them; nobody known means no
 * contacts.
 */
export const escalationOf = (ops: Ops, steps: readonly Step[], near: readonly string[]): EscalationStep[] =>
  steps.map(({ after, who, how }) => ({ after, how, ...calleeOf(ops, who, how, near) }))

/** The steps of a team's own; of one with a mistake without their times, which may be others. */
export const teamEscalation = (ops: Ops, team: Team, steps: readonly Step[] = stepsOfTeam(team)): EscalationStep[] =>
  escalationOf(ops, timesKnown(ops, team, steps), [team.id])

/** Steps as the file of a record says them; where that has a mistake, nobody can be sure of their times. */
export const timesKnown = ({ errorsOf }: Ops, { file }: { file: string }, steps: readonly Step[]): readonly Step[] =>
  isFieldsDoubtful({ errorsOf }, { file }) ? steps.map((step) => ({ ...step, after: null })) : steps

/** A team or a person, with the ways to reach them; of a person as the teams `near` know them, by their ids. */
export function calleeOf(ops: Ops, who: string, how: string, near: readonly string[]): Callee {
  const team = ops.links.teams.get(who)
  if (team) return { who: party(ops, who), name: null, contacts: asked(how, contactsOf(team)), teams: [] }
  const teams = ops.teamsOfHandle.get(folded(who)) ?? []
  const own = personIn(teams, who, near)
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
    const callee = calleeOf(ops, who, how, [team.id])
    if (who === team.id) return { ...callee, contacts: [] }
    return { ...callee, teams: callee.teams.filter((one) => one.team.id !== team.id) }
  })
}

/** Whether a contact is what a step asks for; whatever is dialled is a phone. */
const isWay = (how: string, { name, url }: Pick<Contact, 'name' | 'url'>): boolean =>
  wayOf(name) === wayOf(how) || (wayOf(how) === 'phone' && url?.startsWith('tel:') === true)

function asked(how: string, ways: readonly Contact[]): Contact[] {
  const found = ways.filter((way) => isWay(how, way))
  return found.length > 0 ? found : [...ways]
}
