import { countFindings } from '#model/diagnostic'
import type { ChangeVerdict } from '#model/gate/verdict'
import { statusWords, type Around } from './change.ts'
import { linkTo, plain } from './escape.ts'
import { MARKS } from './findings.ts'
import { shortSpan } from './moments.ts'
import { count } from './words.ts'

/** More rows than this are only counted. */
const ROWS = 100
/** Characters of a cell. */
const CELL = 60

/** Changes at a glance, a row each, where there are too many to read of one after the other; in `room` characters. */
export function changesTable(changes: readonly ChangeVerdict[], around: Around, room: number): string[] {
  const rows: string[] = []
  let left = room
  for (const one of changes.slice(0, ROWS)) {
    const next = row(one, around)
    left -= next.length + 1
    if (left < 0) break
    rows.push(next)
  }
  const more = changes.length - rows.length
  return [
    `### ${count(changes.length, 'change')}`,
    [
      '| | Change | Status | Window, UTC | Risk | Approvals | Findings |',
      '| :-: | :-- | :-- | :-- | :-- | :-- | :-- |',
      ...rows,
    ].join('\n'),
    ...(more > 0 ? [`… and ${count(more, 'more change')}: \`npx evenkeel gate --format text\` tells of all.`] : []),
  ]
}

function row({ judged, verdict, diagnostics, broken }: ChangeVerdict, { pageOf }: Around): string {
  const { change, before, risk, approval } = judged
  const page = pageOf(change.id)
  const name = page ? linkTo(plain(change.id, CELL), page) : plain(change.id, CELL)
  const found = countFindings(new Set([...diagnostics, ...broken]))
  const cells = [
    verdict === 'fail' ? MARKS.error : MARKS.good,
    `${name} ${plain(change.title, CELL)}`,
    statusWords(change, before),
    change.window ? shortSpan(change.window, 'UTC') : 'none',
    risk ? risk.level : 'not scored',
    approval.required
      ? `${approval.slots.length - approval.missing.length} of ${approval.slots.length}`
      : 'none needed',
    found === 0 ? 'none' : String(found),
  ]
  return `| ${cells.join(' | ')} |`
}
