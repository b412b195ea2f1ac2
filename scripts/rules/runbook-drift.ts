import { driftIn, series, type Drift } from '#model/alert/drift'
import { metricsIn, type Recordings } from '#model/alert/rule-facts'
import { namesNow, renamedIn, type NamesNow } from '#model/alert/renamed'
import { alertsIn } from '#model/alert/slo-alerts'
import type { Finding } from '#model/diagnostic'
import type { Outline } from '#model/records/body'
import type { Alert, Recording } from '#model/records/alert'
import { alertsLeadingTo, type Runbook } from '#model/records/runbook'
import { passagesOf, spanIn } from '#model/runbook/passages'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'runbook-drift',
  severity: 'warning',
  scope: 'record',
  doc: 'What a runbook says of its alerts is what their rules say: how long and from which number on they hold, their labels and metrics, and their names.',
  *check({ catalog, links, outlineOf }) {
    const around = rulesAround(alertsIn(catalog, links), catalog.recordings, catalog.runbooks)
    for (const runbook of catalog.runbooks) yield* driftOf(runbook, outlineOf(runbook.body), around)
  },
})

/** All rules there are, and the names that runbooks have for their alerts. */
export interface RulesAround {
  byName: ReadonlyMap<string, Alert[]>
  recordings: Recordings
  /** Every metric and recorded series that a rule names. */
  metrics: ReadonlySet<string>
  names: NamesNow
}

/** Gathers what each runbook is compared with. */
export function rulesAround(
  alerts: readonly Alert[],
  recordings: readonly Recording[],
  runbooks: readonly Pick<Runbook, 'id' | 'alerts' | 'aliases'>[],
): RulesAround {
  const metrics = [...alerts, ...recordings].flatMap(({ expr }) => metricsIn(expr))
  return {
    byName: Map.groupBy(alerts, ({ name }) => name.toLowerCase()),
    recordings: new Map(recordings.toReversed().map((one) => [one.name, one])),
    metrics: new Set([...metrics, ...metrics.map(series), ...recordings.map(({ name }) => name)]),
    names: namesNow(
      [...new Set(alerts.map(({ name }) => name))],
      new Map(runbooks.flatMap(({ alerts: now, aliases }) => aliases.map((name) => [name, now] as const))),
    ),
  }
}

/** Where the text of a runbook and the rules of its alerts differ. */
export function* driftOf(
  runbook: Pick<Runbook, 'id' | 'file' | 'body' | 'alerts' | 'aliases'>,
  outline: Outline,
  { byName, recordings, metrics, names }: RulesAround,
): Generator<Finding> {
  const alerts = [...new Set(alertsLeadingTo(runbook))].flatMap((name) => byName.get(name.toLowerCase()) ?? [])
  if (names.known.size === 0) return
  const passages = passagesOf(runbook.body, outline)
  const { file } = runbook
  const renamed = renamedIn(passages, alertsLeadingTo(runbook), names)
  for (const { passage, from, to, says, now } of renamed.slice(0, MOST_FINDINGS))
    yield {
      at: { file, span: spanIn(passage, from, to) },
      message: `Unexpected alert \`${says}\`, expected \`${now}\`: ${names.older.has(says) ? 'that is an older name' : 'no rule fires it'}.`,
      help: 'Write the name that its rule has now.',
    }
  const places = alerts.slice(0, MOST_PLACES).map((one) => ({
    at: { file: one.file, document: one.document, path: one.path },
    message: `The rule of ${one.name}.`,
  }))
  for (const drift of driftIn(passages, alerts, recordings, metrics).slice(0, MOST_FINDINGS))
    yield { at: { file, span: spanIn(drift.passage, drift.from, drift.to) }, ...words(drift), related: places }
}

/** More rules than these aren't listed under a finding. */
const MOST_PLACES = 3
/** A person reads these first; more come to light once they are mended. */
const MOST_FINDINGS = 20

function words({ kind, says, rules }: Drift): Pick<Finding, 'message' | 'help'> {
  const written = `\`${says.replaceAll(/\s+/g, ' ')}\``
  const help = 'Correct the text, or the rule.'
  switch (kind) {
    case 'label':
      return {
        message: `Unexpected label ${written}, expected one that the alert has: the rule ${rules === '' ? 'leaves none' : `sums by ${rules}`}.`,
        help,
      }
    case 'metric':
      return { message: `Unexpected metric ${written}, expected ${rules} as the rule has it.`, help }
    case 'length':
      return {
        message:
          rules === ''
            ? `Unexpected ${written}, expected no time: the rule fires at once.`
            : `Unexpected ${written}, expected what the rule says: ${rules}.`,
        help,
      }
    default:
      return { message: `Unexpected ${written}, expected what the rule says: ${rules}.`, help }
  }
}
