import { readFileSync } from 'node:fs'
import { SCORE_ANCHORS } from '#model/change/score-anchors'
import { table } from './table.ts'

const [BEGIN, END] = [
  '<!-- scores: from scripts/model/change/score-anchors.ts, by `npm run docs` -->',
  '<!-- /scores -->',
]

/** The text of `docs/changes.md`, which is written by hand but for the table of scores. */
export function changesPage(file: string): string {
  const text = readFileSync(file, 'utf8')
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from < 0 || to < from) throw new Error(`${file} has no place for the table of scores.`)
  const rows = Object.entries(SCORE_ANCHORS).map(([score, words]) => [`\`${score}\``, ...words])
  return `${text.slice(0, from)}${BEGIN}\n\n${table(['score', '1', '2', '3', '4'], rows)}\n\n${text.slice(to)}`
}
