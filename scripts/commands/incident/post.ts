import { basename, dirname, join, resolve } from 'node:path'
import { diagnose } from '#io/diagnose'
import type { Content } from '#io/catalog-reader'
import { writeNewRecord } from '#io/new-record-folder'
import { writeTogether, type FileEdit } from '#io/write-together'
import { judgeContent } from '#assess/content'
import type { Diagnostic } from '#model/diagnostic'
import { previewOf } from '#model/preview/preview'
import { kindAt, recordAt } from '#model/records/content-layout'
import { fromAbove } from '#report/from-above'
import { previewText } from '#report/gate/published-terminal'
import { findingText, printable } from '#report/text'
import { contentWith, nearest } from '../change/content-around.ts'
import { shellWord, wholeSecond } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { toSecond, type Desk } from './desk.ts'
import type { Settled } from './settle.ts'

/** What a command is about to write of an incident. */
export interface Writing {
  id: string
  edits: FileEdit[]
  /** Of a record that is new its folder, from the content folder. */
  place?: string
  /** What is told of it beside what customers see. */
  lines?: string[]
  /** What the commit says. */
  message: string
}

/** The content once something is written, and what `validate` finds in the files that are. */
export interface Judged {
  after: Content
  errors: Diagnostic[]
  warnings: Diagnostic[]
}

export function judged({ folder, around, content, cache }: Desk, { id, edits }: Pick<Writing, 'id' | 'edits'>): Judged {
  const gone = new Set(edits.flatMap(({ path, text }) => (text === null ? path : [])))
  const near = nearest(around, id)
  const kept = {
    ...near,
    all: near.all.filter((path) => !gone.has(path)),
    texts: new Map([...near.texts].filter(([path]) => !gone.has(path))),
  }
  const instead = Object.fromEntries(edits.flatMap(({ path, text }) => (text === null ? [] : [[path, text]])))
  const after = contentWith(kept, instead, toSecond(content.catalog.now), wholeSecond, cache)
  const problems = [...after.problems, ...judgeContent(after)].filter(({ at }) => Object.hasOwn(instead, at.file))
  const found = fromAbove(basename(resolve(folder)), diagnose(problems, after.texts))
  return {
    after,
    errors: found.filter(({ severity }) => severity === 'error'),
    warnings: found.filter(({ severity }) => severity === 'warning'),
  }
}

/** Says why nothing is written. */
function refused(errors: readonly Diagnostic[], terminal: Terminal): void {
  terminal.err(`${errors.map(findingText).join('\n')}\nNothing is written: it would not be valid.\n`)
  terminal.exitCode = 1
}

/** Writes files, all of them or none; `differs`: one of them has changed meanwhile, or somebody has taken the id. */
export function place(desk: Pick<Desk, 'folder'>, { edits, place: fresh }: Writing): 'written' | 'differs' | 'outside' {
  if (fresh === undefined) return writeTogether(desk.folder, edits)
  const files = Object.fromEntries(edits.map(({ path, text }) => [path.slice(fresh.length + 1), text ?? '']))
  const outcome = writeNewRecord(desk.folder, fresh, files)
  return outcome === 'taken' ? 'differs' : outcome
}

/** Tells what has come of a command: what was written, what customers see of it, and what to do next. */
export function tell(settled: Settled, terminal: Terminal): void {
  if ('writing' in settled) return told(settled, terminal)
  if ('already' in settled) return void terminal.out(`${settled.already}; nothing is changed.\n`)
  if (settled.verdict) return refused(settled.verdict.errors, terminal)
  terminal.err(settled.refused)
  terminal.exitCode = 1
}

function told(settled: Extract<Settled, { writing: Writing }>, terminal: Terminal): void {
  const { desk, writing, verdict, pushed } = settled
  const { id, edits, lines = [], message } = writing
  const { after, warnings } = verdict
  const { folder, content } = desk
  const now = toSecond(content.catalog.now)
  const paths = edits.flatMap(({ path, text }) => (text === null ? [] : path))
  terminal.out(
    [...paths.map((path) => join(folder, path)), ...lines.map((line) => printable(`  ${line}`))]
      .map((line) => `${line}\n`)
      .join(''),
  )
  const then = { ...content.catalog, now }
  const other = <T extends { id: string }>(records: readonly T[], fresh: readonly T[]) => [
    ...records.filter((one) => one.id !== id),
    ...fresh.filter((one) => one.id === id),
  ]
  const shown = previewOf(
    then,
    {
      ...then,
      incidents: other(then.incidents, after.catalog.incidents),
      salvaged: other(then.salvaged, after.catalog.salvaged),
      changes: other(then.changes, after.catalog.changes),
    },
    new Set([id]),
  )
  const address = shown?.texts.at(-1)?.event.address ?? shown?.events.at(-1)?.address
  terminal.out(
    shown
      ? `\nWhat customers will see:\n${previewText(shown, { now, timeZone: then.site.time_zone })}\n${address === undefined ? '' : `\n  ${address}\n`}`
      : paths.some((path) => kindAt(path) === 'service')
        ? '\nCustomers see it with the next publication.\n'
        : '\nCustomers see nothing of it.\n',
  )
  if (warnings.length > 0) terminal.err(`\n${warnings.map(findingText).join('\n')}`)
  if (pushed)
    return terminal.err(`\nPushed to ${pushed.branch}: ${pushed.commit.slice(0, 12)}  ${printable(message)}\n`)
  terminal.err(`\nNext: git add ${addedBy(edits, folder)} && git commit -m ${shellWord(printable(message))}\n`)
}

/** What `git add` is told: the files; of a new record its folder; where one goes, the year. */
function addedBy(edits: readonly FileEdit[], folder: string): string {
  const gone = edits.find(({ text }) => text === null)
  if (gone) return `-A ${shellWord(join(folder, dirname(gone.path)))}`
  const isNew = edits.length > 1 && edits.every(({ was }) => was === null)
  const paths = edits.map(({ path }) => (isNew ? (recordAt(path) ?? path) : path))
  return [...new Set(paths)].map((path) => shellWord(join(folder, path))).join(' ')
}
