import { alertsOf, alertSchemaFor } from '#model/records/alert'
import { check } from '#model/records/schema-problem'
import { sloSchemaFor, slosOf } from '#model/records/slo'
import { report, type Collected } from './collected.ts'
import { readYaml } from './yaml-reader.ts'
import { readMeasurements } from './measurement-reader.ts'

/** Reads the formats that aren't ours, of which a file may hold several documents; false where one of them can't be. */
export function readForeign(file: string, kind: 'slo' | 'alert', text: string, into: Collected): boolean {
  const { data, problems } = readYaml(file, text)
  report(into, problems)
  let whole = problems.length === 0
  for (const [document, content] of data.entries()) {
    if (content === null && data.length > 1) continue
    const rule = kind === 'slo' ? 'slo-schema' : 'schema'
    const schema = kind === 'slo' ? sloSchemaFor(content) : alertSchemaFor(content)
    const result = check(schema, content ?? {}, file, { document, rule })
    report(into, result.problems)
    if (result.problems.length > 0) whole = false
    else if (kind === 'slo') into.records.slos.push(...slosOf(content, file, document))
    else into.records.alerts.push(...alertsOf(content, file, document))
  }
  return whole
}

/** Reads measured values; false where a line of them can't be. */
export function readMeasured(file: string, slo: string, text: string, into: Collected): boolean {
  const { rows, problems } = readMeasurements(file, text)
  report(into, problems)
  if (problems.length === 0) into.records.measurements.push({ slo, file, rows })
  return problems.length === 0
}
