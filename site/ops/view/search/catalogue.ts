import { isOpen, type Incident } from '#model/records/incident'
import { contactsOf } from '../contact.ts'
import { mistakeCount, mistakesState } from '../mistakes.ts'
import { teamOfAlert } from '../alert-team.ts'
import { isFired } from '../alert/rules.ts'
import { freezeSummary } from '../freeze.ts'
import type { Ops } from '../index.ts'
import { pageOf, titleInList } from '../reference.ts'
import { testOf } from '../runbook.ts'
import { sloRow } from '../slo/row.ts'
import { openIncidentState } from '../state.ts'
import { peopleRecords } from './people.ts'
import { contactWords, said, servicesWords, teamName, teamWords, type SearchRecord } from './record.ts'

/*
 * What doesn't grow with the years, as the index takes it: alerts, services, teams, people, SLOs, freezes, and runbooks.
 */

/** Incidents that go on, by what they name: a service, or an alert in lower case. */
type OpenBy = ReadonlyMap<string, readonly Incident[]>

function openBy({ catalog, broken, now }: Ops, namesOf: (one: Incident) => readonly string[]): OpenBy {
  const open = [...catalog.incidents, ...broken.incidents].filter((one) => isOpen(one, now))
  const pairs = open.flatMap((one) => namesOf(one).map((name) => ({ name, one })))
  return new Map(
    [...Map.groupBy(pairs, ({ name }) => name)].map(([name, named]) => [name, named.map(({ one }) => one)]),
  )
}

/** Alerts, services, teams and their people, SLOs and freezes. */
export function catalogueRecords(ops: Ops): SearchRecord[] {
  return [
    ...alerts(
      ops,
      openBy(ops, (one) => one.alerts.map((name) => name.toLowerCase())),
    ),
    ...services(
      ops,
      openBy(ops, (one) => one.services),
    ),
    ...teams(ops),
    ...peopleRecords(ops),
    ...slos(ops),
    ...freezes(ops),
  ]
}

const alerts = (ops: Ops, open: OpenBy): SearchRecord[] =>
  [...ops.alertNames].map(([key, names]) => {
    const runbook = ops.links.runbookOfAlert.get(key)
    const rules = ops.links.alerts.get(key) ?? []
    const team = teamOfAlert(ops, key)
    const [id = key] = names
    return {
      kind: 'alert',
      id,
      title: id,
      page: pageOf('alert', id),
      state:
        openIncidentState(open.get(key) ?? [], ops.now) ??
        (runbook
          ? isFired(ops, key)
            ? null
            : { word: 'No rule here fires it', tone: 'neutral' }
          : { word: 'No runbook', tone: 'degraded_performance' }),
      name_only: !isFired(ops, key),
      owner: team && (team.title ?? team.id),
      names,
      around: runbook ? [...servicesWords(ops, runbook.services), runbook.title] : [],
      texts: rules.flatMap((rule) => said(rule.expr, rule.severity, ...Object.values(rule.annotations))),
    }
  })

/** That something is wrong in a record's file; null where nothing is. */
function mistakenState(ops: Ops, record: { file: string }): SearchRecord['state'] {
  const length = mistakeCount(ops, record)
  return length === 0 ? null : mistakesState(length)
}

const services = (ops: Ops, open: OpenBy): SearchRecord[] =>
  [...ops.links.services.values()].map((one) => ({
    kind: 'service',
    id: one.id,
    title: one.name,
    page: pageOf('service', one.id),
    state: openIncidentState(open.get(one.id) ?? [], ops.now) ??
      mistakenState(ops, one) ?? { word: `Tier ${one.tier}`, tone: 'neutral' },
    owner: teamName(ops, one.team),
    names: said(one.public?.name, ...(one.labels ?? [])),
    around: [...teamWords(ops, one.team), ...servicesWords(ops, one.depends_on)],
    texts: said(one.description, one.public?.description),
  }))

const teams = (ops: Ops): SearchRecord[] =>
  [...ops.links.teams.values()].map((one) => ({
    kind: 'team',
    id: one.id,
    title: one.name,
    page: pageOf('team', one.id),
    state: mistakenState(ops, one),
    owner: one.leads.length > 0 ? one.leads.join(', ') : null,
    names: [],
    around: [...one.members, ...one.leads, ...Object.values(one.people ?? {}).flatMap(({ name }) => said(name))],
    texts: contactWords(contactsOf(one)),
  }))

const slos = (ops: Ops): SearchRecord[] =>
  [...ops.slos.values()].map((one) => {
    const { left, service } = sloRow(ops, one)
    return {
      kind: 'slo',
      id: one.id,
      title: one.name,
      page: pageOf('slo', one.id),
      state: left && { word: `Budget ${left.tier.word.toLowerCase()}`, tone: left.tier.tone },
      owner: service.title ?? service.id,
      names: [],
      around: servicesWords(ops, [one.service]),
      texts: said(one.description),
    }
  })

const freezes = (ops: Ops): SearchRecord[] =>
  [...ops.freezes.values()].map((one) => ({
    kind: 'freeze',
    id: one.id,
    title: titleInList(one.title),
    page: pageOf('freeze', one.id),
    state: freezeSummary(ops, one).state,
    owner: one.owner,
    names: [one.level],
    around: one.services === 'all' ? [] : servicesWords(ops, one.services),
    texts: said(one.reason),
  }))

/** Runbooks with all that they say. */
export const runbookRecords = (ops: Ops): SearchRecord[] =>
  [...ops.links.runbooks.values()].map((one) => ({
    kind: 'runbook',
    id: one.id,
    title: titleInList(one.title),
    page: pageOf('runbook', one.id),
    state: testOf(ops, one).state,
    owner: said(one.owner, teamName(ops, one.team)).join(', '),
    names: [...one.alerts, ...one.aliases],
    around: [...servicesWords(ops, one.services), ...teamWords(ops, one.team), ...said(one.owner)],
    texts: said(one.body.markdown, one.tested_note, ...(one.labels ?? [])),
  }))
