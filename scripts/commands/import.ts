import { existsSync, mkdirSync, statSync } from 'node:fs'
import { readContent } from '#io/catalog-reader'
import { readCstate } from '#io/peers/cstate'
import { recordText, rewriteRecord, writeRecord, type Outcome } from '#io/record-writer'
import { readStatuspage, type SourceFailure } from '#io/peers/statuspage'
import { readUpptime } from '#io/peers/upptime'
import { planCstate } from '#import/cstate/plan'
import { readSite } from '#import/cstate/format'
import { planStatuspage } from '#import/statuspage/plan'
import { NOTHING, type Existing } from '#import/existing'
import { readExport, type StatuspageExport } from '#import/statuspage/format'
import { planReport } from '#import/report'
import type { Plan } from '#import/plan'
import { planUpptime } from '#import/upptime/plan'
import { gatherUpptime, isNothing } from '#import/upptime/source'
import { clock, type CommonOptions } from './options.ts'
import { pathFrom, sourceFrom, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface ImportOptions extends CommonOptions {
  dryRun?: boolean
}

/** From a Statuspage's address or files. */
export async function importStatuspage(from: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  const source = sourceFrom(terminal, from)
  const read = await readStatuspage(source)
  if ('missing' in read) throw new UsageError(read.missing)
  const { source: parts, problems } = readExport(read.documents)
  for (const { file, line, message, record } of [...read.failures.map((one) => ({ ...one, record: '' })), ...problems])
    terminal.err(`${file}${line === null ? '' : `:${line}`}  ${record === '' ? '' : `${record}: `}${message}\n`)
  if (read.remote && parts.incidents.length + parts.maintenances.length >= NEWEST)
    terminal.err(
      `Statuspage serves its ${NEWEST} newest incidents and maintenances only; older ones aren't in this source.\n`,
    )
  if (isEmpty(parts)) {
    terminal.err(`No page and no record could be read from ${source}; nothing is written.\n`)
    terminal.exitCode = 1
    return
  }
  carryOut(planStatuspage(parts, existingIn(options, terminal)), options, terminal)
  if (read.failures.length + problems.length > 0) terminal.exitCode = 1
}

const NEWEST = 50

/** A wrong file, most likely: it must not leave a site behind. */
const isEmpty = ({ page, components, incidents, maintenances }: StatuspageExport): boolean =>
  page === null && [components ?? [], incidents, maintenances].every((list) => list.length === 0)

export interface UpptimeOptions extends ImportOptions {
  issues?: string
}

/** From the clone of an Upptime repository, or from its issues alone. */
export async function importUpptime(from: string, options: UpptimeOptions, terminal: Terminal): Promise<void> {
  const folder = pathFrom(terminal, from)
  const read = await readUpptime(folder, options.issues === undefined ? undefined : pathFrom(terminal, options.issues))
  if ('missing' in read) throw new UsageError(read.missing)
  const { source, problems, hints } = gatherUpptime(read)
  for (const hint of hints) terminal.err(`${hint}\n`)
  if (source === null || isNothing(source)) {
    reportProblems([...read.failures, ...problems], terminal)
    // Without its configuration nobody knows whose records these are, and a second import would write them again.
    const why =
      source === null
        ? `The configuration of ${folder} can't be read`
        : `No site and no record could be read from ${folder}`
    terminal.err(`${why}; nothing is written.\n`)
    terminal.exitCode = 1
    return
  }
  const planned = planUpptime(source, existingIn(options, terminal))
  const bad = [...read.failures, ...problems, ...planned.problems]
  reportProblems(bad, terminal)
  carryOut(planned.plan, options, terminal)
  if (bad.length > 0) terminal.exitCode = 1
}

/** Names the parts of a source that can't be read. */
function reportProblems(problems: readonly (SourceFailure & { record?: string })[], terminal: Terminal) {
  for (const { file, line, record = '', message } of problems)
    terminal.err(`${file}${line === null ? '' : `:${line}`}  ${record === '' ? '' : `${record}: `}${message}\n`)
}

/** From the folder of a cState site. */
export function importCstate(from: string, options: ImportOptions, terminal: Terminal): void {
  const folder = pathFrom(terminal, from)
  const read = readCstate(folder)
  if ('missing' in read) throw new UsageError(read.missing)
  const { site, problems } = read.config ? readSite(read.config, read.issues) : { site: null, problems: [] }
  const bad = [...read.failures, ...problems]
  reportProblems(bad, terminal)
  // Without its config nothing is known of the page, and a second import wouldn't mend what the first one guessed.
  if (site === null) terminal.err(`The config of ${folder} can't be read; nothing is written.\n`)
  else carryOut(planCstate(site, existingIn(options, terminal), options.now ?? clock()), options, terminal)
  if (bad.length > 0) terminal.exitCode = 1
}

/** The content folder as it is. It is made where there is none: this is the one command that may. */
function existingIn({ content: named, now }: ImportOptions, terminal: Terminal): Existing {
  const content = pathFrom(terminal, named)
  if (!existsSync(content)) return NOTHING
  if (!statSync(content).isDirectory()) throw new UsageError(`${content} is no folder. Name one with --content DIR.`)
  return readContent(content, now ?? null, clock)
}

function carryOut(plan: Plan, { content, dryRun = false }: ImportOptions, terminal: Terminal) {
  const refused = dryRun ? [] : write(plan, pathFrom(terminal, content))
  for (const { path, outcome } of refused)
    terminal.err(
      outcome === 'outside'
        ? `${path}  leads out of the content folder; it wasn't written.\n`
        : `${path}  holds something else already; it was left alone.\n`,
    )
  terminal.out(planReport(plan, new Set(refused.map(({ path }) => path)), dryRun))
  if (refused.length > 0) terminal.exitCode = 1
}

/** Writes what is planned; what can't be is handed back. */
function write({ files, edits }: Plan, content: string): { path: string; outcome: Outcome }[] {
  if (files.length > 0) mkdirSync(content, { recursive: true })
  return [
    ...files.map(({ path, data, body }) => ({ path, outcome: writeRecord(content, path, recordText(data, body)) })),
    ...edits.map(({ path, was, text }) => ({ path, outcome: rewriteRecord(content, path, was, text) })),
  ].filter(({ outcome }) => outcome === 'differs' || outcome === 'outside')
}
