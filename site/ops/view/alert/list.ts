import type { AnnotationPart } from '#model/alert/template-words'
import { isOpen, type Incident } from '#model/records/incident'
import { DAY } from '#model/time'
import { teamOfAlert } from '../alert-team.ts'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { openIncidentState, type State } from '../state.ts'
import { leadOf, rulesOf } from './rules.ts'

/** Days that an alert's page counts back. */
export const COUNTED_DAYS = 90

/** Incidents of the last 90 days, those that go on among them. */
export const recentOf = (incidents: readonly Incident[], now: number): Incident[] =>
  incidents.filter((one) => one.started > now - COUNTED_DAYS * DAY || isOpen(one, now))

/** An alert in the list of all. */
export interface AlertRow {
  alert: PageReference
  severity: string | null
  for: string | null
  summary: AnnotationPart[]
  runbook: PageReference | null
  team: PageReference | null
  recent: number
  /** Null where no incident that goes on names it. */
  open: State | null
}

/** The list of alerts: those that a rule fires, and names that only runbooks have. */
export interface AlertList {
  fired: AlertRow[]
  /** Of them, those that no runbook names. */
  without: number
  named: { alert: PageReference; runbook: PageReference | null; older: boolean }[]
}

/** Every alert by its name, those of open incidents first. */
export function alertList(ops: Ops): AlertList {
  const { alertNames, links, now } = ops
  const all = [...alertNames]
    .map(([key, [name = key]]) => ({ key, name, rules: rulesOf(ops, key) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const fired = all
    .filter(({ rules }) => rules.length > 0)
    .map(({ key, name, rules }): AlertRow => {
      const [first] = rules
      const runbook = links.runbookOfAlert.get(key)
      const incidents = links.incidentsOfAlert.get(key) ?? []
      return {
        alert: refer('alert', name, { name }),
        severity: first?.alert.severity ?? null,
        for: first?.alert.for ?? null,
        summary: leadOf(rules) ?? [],
        runbook: runbook ? refer('runbook', runbook.id, runbook) : null,
        team: teamOfAlert(ops, key),
        recent: recentOf(incidents, now).length,
        open: openIncidentState(
          incidents.filter((one) => isOpen(one, now)),
          now,
        ),
      }
    })
  return {
    fired: fired.toSorted((a, b) => Number(b.open !== null) - Number(a.open !== null)),
    without: fired.filter(({ runbook }) => runbook === null).length,
    named: all
      .filter(({ rules }) => rules.length === 0)
      .map(({ key, name }) => {
        const runbook = links.runbookOfAlert.get(key)
        return {
          alert: refer('alert', name, { name }),
          runbook: runbook ? refer('runbook', runbook.id, runbook) : null,
          older: runbook?.alerts.every((one) => one.toLowerCase() !== key) === true,
        }
      }),
  }
}
