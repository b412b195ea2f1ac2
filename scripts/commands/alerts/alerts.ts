import { diagnose } from '#io/diagnose'
import { coverageOf } from '#model/alert/coverage'
import type { Finding } from '#model/diagnostic'
import { coverageJson, coverageText } from '#report/coverage'
import { textReport } from '#report/text'
import { leadingOf, ledElsewhere, namedTwice, withoutRunbook } from '#rules/alert-has-runbook'
import { outlineOf } from '#io/markdown'
import { driftOf, rulesAround } from '#rules/runbook-drift'
import { notFired } from '#rules/runbook-alert-exists'
import type { CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { alertsOfContent, rulesOfFiles, runbooksOfFolder } from './alert-sources.ts'

export interface AlertsOptions extends CommonOptions {
  rules?: string[]
  runbooks?: string
  format: 'text' | 'json'
}

/** Prints which alerts lead to a runbook and which don't, and which runbooks no alert leads to. */
export function alerts(options: AlertsOptions, terminal: Terminal): void {
  const content =
    options.rules === undefined || options.runbooks === undefined ? alertsOfContent(options, terminal) : null
  const fired = options.rules === undefined ? content : rulesOfFiles(options.rules, terminal)
  const leading = options.runbooks === undefined ? content : runbooksOfFolder(options.runbooks, terminal)
  if (!fired || !leading) return
  const sources = [...new Set([fired, leading])]
  const texts = new Map(sources.flatMap((one) => [...one.texts]))
  const errors = diagnose(
    sources.flatMap((one) => one.problems.filter(({ severity }) => severity === 'error')),
    texts,
  )
  if (errors.length > 0) {
    terminal.err(textReport(errors, texts.size))
    terminal.exitCode = 1
  }
  const coverage = coverageOf(fired.alerts, leading.runbooks)
  if (options.format === 'json') return terminal.out(coverageJson(coverage))
  const names = [...new Set(fired.alerts.map(({ name }) => name))]
  const known = leadingOf(leading.runbooks)
  const around = rulesAround(fired.alerts, fired.recordings, leading.runbooks)
  const under = (rule: string, findings: readonly Finding[]) =>
    diagnose(
      findings.map((finding) => ({ ...finding, rule, severity: 'warning' })),
      texts,
    )
  terminal.out(
    coverageText(coverage, {
      findings: [
        ...under('alert-has-runbook', [
          ...coverage.dangle.map((one) => withoutRunbook(one, known)),
          ...coverage.contested.map(namedTwice),
          ...coverage.split.map(ledElsewhere),
        ]),
        ...under(
          'runbook-alert-exists',
          coverage.unfired.map((one) => notFired(one, names)),
        ),
        ...under(
          'runbook-drift',
          leading.runbooks.flatMap((runbook) => [...driftOf(runbook, outlineOf(runbook.body), around)]),
        ),
      ],
      runbooks: leading.runbooks.length,
    }),
  )
}
