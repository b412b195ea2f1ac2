import { isAuthor, openerOf, type Authors } from './authors.ts'
import { rosterOf, sameHandle } from './review-counting.ts'
import type { Team } from '../records/team.ts'

/**
 * Who may authorise an emergency: the leads, but for who wrote the pull request. Where nobody but its opener leads a team,
 * anyone else in a team, and where nobody else is in one, the opener.
 */
export function mayAuthorise(teams: readonly Team[], authors: Authors): string[] {
  const opener = openerOf(authors)
  const roster = rosterOf(teams)
  const leads = [...new Set(teams.flatMap((team) => team.leads.map((one) => roster.get(one.toLowerCase()) ?? one)))]
  const people = [...roster.values()]
  const choices = [leads, people].map((some) => some.filter((one) => !sameHandle(one, opener)))
  const choice = choices.find((some) => some.length > 0)
  return choice ? choice.filter((one) => !isAuthor(one, authors)) : people
}
