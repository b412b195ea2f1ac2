import { alertSchemaFor, rulesOf } from '#model/records/alert'
import { checkForeign } from '#model/records/foreign-check'
import { check } from '#model/records/schema-problem'
import type { Path, Problem } from '#model/diagnostic'
import { belongsElsewhere, sloFormatOf, sloSchemaFor, type SloDocument } from '#model/records/slo-document'
import { sloProblems } from '#model/records/slo-problems'
import { keepRules, keptRules, roughRules } from './alert-salvage.ts'
import { noteBroken, report, type Collected } from './collected.ts'
import { readExactYaml, readYaml } from './yaml-reader.ts'
import { readMeasurements } from './measurement-reader.ts'

/** Reads a Prometheus rule file, which may hold several documents; false where one of them can't be read. */
export function readAlerts(file: string, text: string, into: Collected): boolean {
  const { data, problems } = readYaml(file, text)
  report(into, problems)
  let whole = problems.length === 0
  if (!whole) keepRules(into, roughRules(text, file))
  for (const [document, content] of data.entries()) {
    if (content === null && data.length > 1) continue
    const result = check(alertSchemaFor(content), content ?? {}, file, { document })
    report(into, result.problems)
    if (result.problems.length > 0) {
      whole = false
      keepRules(into, keptRules(content, file, document))
    } else {
      const { alerts, recordings } = rulesOf(content, file, document)
      into.records.alerts.push(...alerts)
      into.records.recordings.push(...recordings)
    }
  }
  return whole
}

/** Reads a file of SLOs in any of their formats; false where one of its documents can't be read. */
export function readSlos(file: string, text: string, into: Collected): boolean {
  const { documents, problems, whole } = readSloDocuments(file, text)
  report(into, problems)
  if (!whole) for (const name of namesIn(text)) noteBroken(into, 'slo', name)
  into.slo_documents.push(...documents)
  return whole
}

/**
 * What a file that is broken somewhere may call things: nothing is said about references to them. Sloth's are called by
 * their service too.
 */
function namesIn(text: string): string[] {
  const found = { name: new Set<string>(), service: new Set<string>() }
  for (const [, key, value = ''] of text.matchAll(/\b(name|service): *["']?([\w.-]{1,200})/g))
    found[key === 'name' ? 'name' : 'service'].add(value)
  const names = [...found.name]
  return [...names, ...[...found.service].slice(0, 5).flatMap((one) => names.map((name) => `${one}-${name}`))]
}

/** The documents of a file of SLOs that are in order, and what is wrong with the others. */
export function readSloDocuments(
  file: string,
  text: string,
): { documents: SloDocument[]; problems: Problem[]; whole: boolean } {
  const read = readExactYaml(file, text)
  const documents: SloDocument[] = []
  const problems = [...read.problems]
  for (const [document, content] of read.data.entries()) {
    if (content === null && read.data.length > 1) continue
    const elsewhere = belongsElsewhere(content)
    if (elsewhere) {
      const { kind, help } = elsewhere
      const at = { file, document, path: ['kind'] }
      const message = `Unexpected ${kind} among SLOs, expected SLOs.`
      report({ problems }, [{ rule: 'slo-schema', severity: 'error', at, message, help }])
      continue
    }
    const format = sloFormatOf(content)
    const checked = checkForeign(sloSchemaFor(content), content ?? {}, file, { document, rule: 'slo-schema' })
    report({ problems }, checked.problems)
    if (checked.data === undefined) continue
    const writtenAs = (path: Path) => read.writtenAs(document, path)
    const one = { file, document, writtenAs, format, data: checked.data } as SloDocument
    const found = [...sloProblems(one)].map(({ path, key, severity, ...words }): Problem => ({
      rule: 'slo-schema',
      severity: severity ?? 'error',
      at: { file, document, path, ...(key ? { key } : {}) },
      ...words,
    }))
    report({ problems }, found)
    if (!found.some(({ severity }) => severity === 'error')) documents.push(one)
  }
  return { documents, problems, whole: !problems.some(({ severity }) => severity === 'error') }
}

/** Reads measured values; false where a line of them can't be. */
export function readMeasured(file: string, slo: string, text: string, into: Collected): boolean {
  const { rows, problems } = readMeasurements(file, text)
  report(into, problems)
  const whole = !problems.some(({ severity }) => severity === 'error')
  if (whole) into.records.measurements.push({ slo, file, rows })
  return whole
}
