import type { Incident } from '#model/records/incident'
import type { Runbook } from '#model/records/runbook'
import type { Service } from '#model/records/service'
import type { Slo } from '#model/records/slo'
import type { Team } from '#model/records/team'
import type { Instant } from '#model/time'
import { folded, type Ops } from './index.ts'
import { aroundNow, type AroundNow } from './now/around.ts'
import { escalationOf, stepsOfTeam, teamEscalation, timesKnown, type EscalationStep } from './reach.ts'
import { runbooksFor } from './runbooks-for.ts'
import { refer, type PageReference } from './reference.ts'

/** Whom to call when an alert fires, or while an incident goes on. */
export interface AlertCalls {
  steps: EscalationStep[]
  /** The runbook whose steps these are. */
  runbook: PageReference | null
  /** Whose steps these are, where they aren't those of its runbook. */
  of: { team: PageReference; services: PageReference[] }[]
  /** The services that it is on, of which nothing says whose they are. */
  unowned: PageReference[]
  /** When the alert came, as far as an open incident says: what `after` counts from. */
  paged: Instant | null
  /** Where nothing says whose it is: the pager of every team. */
  pagers: AroundNow['pagers'] | null
}

/** What is known of an alert that may say whose it is. */
export interface Whose {
  /** The labels of its rules. */
  labels: readonly Readonly<Record<string, string>>[]
  slos: readonly Slo[]
  runbook: Runbook | undefined
  /** Incidents that name it and go on. */
  open: readonly Incident[]
}

/** By the runbook; else by the team that its labels name, by the services of its labels or SLOs, by those of its incident. */
export function callsOf(ops: Ops, { labels, slos, runbook, open }: Whose): AlertCalls {
  const { links } = ops
  const [first] = open
  const paged = first ? (first.detected ?? first.started) : null
  if (runbook) {
    const steps = runbookCalls(ops, runbook)
    if (steps.length > 0)
      return { steps, runbook: refer('runbook', runbook.id, runbook), of: [], unowned: [], paged, pagers: null }
  }
  const named = labels.flatMap((one) => (one['team'] === undefined ? [] : (teamNamed(ops, one['team']) ?? [])))
  const found = servicesMeant(ops, { labels, slos, runbook, open })
  const owners = found.flatMap(({ team }) => links.teams.get(team) ?? [])
  const teams = [...new Set(named.length > 0 ? named : owners)].slice(0, MOST_TEAMS)
  const steps = teams.flatMap((team) => teamEscalation(ops, team))
  return {
    steps: steps.toSorted((a, b) => (a.after ?? 0) - (b.after ?? 0)),
    runbook: null,
    of: teams.map((team) => ({
      team: refer('team', team.id, team),
      services: found.filter((one) => one.team === team.id).map((one) => refer('service', one.id, one)),
    })),
    unowned: teams.length > 0 ? [] : found.map((one) => refer('service', one.id, one)),
    paged,
    pagers: steps.length > 0 ? null : aroundNow(ops).pagers,
  }
}

const MOST_TEAMS = 3

/**
 * Whom to call in an open incident: as its runbook says, so that its page, that of the runbook and that of the alert name
 * the same people; else by its services, or what its alerts' rules say.
 */
export function incidentCalls(ops: Ops, incident: Incident): AlertCalls {
  const { links } = ops
  const [id = ''] = runbooksFor(ops, incident)
  const own = callsOf(ops, { labels: [], slos: [], runbook: links.runbooks.get(id), open: [incident] })
  if (own.steps.length > 0) return own
  return callsOf(ops, {
    labels: incident.alerts.flatMap((name) => links.alerts.get(name.toLowerCase()) ?? []).map(({ labels }) => labels),
    slos: [],
    runbook: undefined,
    open: [incident],
  })
}

/** Those that an alert is about: by its labels, else by its SLOs, its runbook, or the incidents that name it. */
export function servicesMeant({ links }: Pick<Ops, 'links'>, { labels, slos, runbook, open }: Whose): Service[] {
  const named = [
    labels.flatMap((one) => [one['service'], one['sloth_service']].filter((id) => id !== undefined)),
    slos.map(({ service }) => service),
    runbook?.services ?? [],
    open.flatMap((one) => one.services),
  ]
  const services = named.map((ids) => [...new Set(ids)].flatMap((id) => links.services.get(id) ?? []))
  return services.find((known) => known.length > 0) ?? []
}

/** A runbook's own steps, else those of its team; of one with a mistake without their times, which may be others. */
export function runbookCalls(ops: Ops, { escalation, team, file }: Runbook): EscalationStep[] {
  if (escalation.length > 0) return escalationOf(ops, timesKnown(ops, { file }, escalation), [team])
  const known = ops.links.teams.get(team)
  return known ? teamEscalation(ops, known, timesKnown(ops, { file }, stepsOfTeam(known))) : []
}

/** By its id, or as people call it; labels are written by hand. */
export const teamNamed = ({ links }: Pick<Ops, 'links'>, label: string): Team | undefined =>
  links.teams.get(label) ??
  [...links.teams.values()].find(({ id, name }) => [id, name].some((one) => folded(one) === folded(label)))
