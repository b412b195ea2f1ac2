import { readFileSync } from 'node:fs'
import { OPENSLO_DEVIATIONS } from '#model/records/openslo-deviations'
import { table } from './table.ts'

const [BEGIN, END] = [
  '<!-- deviations: from scripts/model/records/openslo-deviations.ts, by `npm run docs` -->',
  '<!-- /deviations -->',
]

/** The text of `docs/slos.md`, which is written by hand but for the table of what OpenSLO disagrees on. */
export function slosPage(file: string): string {
  const text = readFileSync(file, 'utf8')
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`${file} has no place for the table of deviations.`)
  const rows = OPENSLO_DEVIATIONS.map(({ point, specification, schema, sdk, here }) => [
    point,
    specification,
    schema,
    sdk,
    here,
  ])
  const head = ['', 'specification', 'old JSON schema', 'Go SDK', 'here']
  return `${text.slice(0, from)}${BEGIN}\n\n${table(head, rows)}\n\n${text.slice(to)}`
}
