import { existsSync, mkdirSync, statSync } from 'node:fs'
import { Command } from 'commander'
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
import { clock, command, UsageError, type CommonOptions } from './options.ts'

interface Options extends CommonOptions {
  dryRun?: boolean
}

const kind = (name: string, summary: string) =>
  command(name, summary)
    .argument('<source>', 'where it is: see above')
    .option('--dry-run', 'print what would be written, and write nothing')

const statuspage = kind(
  'statuspage',
  'from a Statuspage: its origin (https://…), a folder of its summary.json, components.json, incidents.json and scheduled-maintenances.json, or a file of these or of JSON lines',
).action(async (source: string, options: Options) => {
  const read = await readStatuspage(source)
  if ('missing' in read) throw new UsageError(read.missing)
  const { source: parts, problems } = readExport(read.documents)
  for (const { file, line, message, record } of [...read.failures.map((one) => ({ ...one, record: '' })), ...problems])
    process.stderr.write(`${file}${line === null ? '' : `:${line}`}  ${record === '' ? '' : `${record}: `}${message}\n`)
  if (read.remote && parts.incidents.length + parts.maintenances.length >= NEWEST)
    process.stderr.write(
      `Statuspage serves its ${NEWEST} newest incidents and maintenances only; older ones aren't in this source.\n`,
    )
  if (isEmpty(parts)) {
    process.stderr.write(`No page and no record could be read from ${source}; nothing is written.\n`)
    process.exitCode = 1
    return
  }
  carryOut(planStatuspage(parts, existingIn(options)), options)
  if (read.failures.length + problems.length > 0) process.exitCode = 1
})

const NEWEST = 50

/** A wrong file, most likely: it must not leave a site behind. */
const isEmpty = ({ page, components, incidents, maintenances }: StatuspageExport): boolean =>
  page === null && [components ?? [], incidents, maintenances].every((list) => list.length === 0)

interface UpptimeOptions extends Options {
  issues?: string
}

const upptime = kind(
  'upptime',
  'from the clone of an Upptime repository, whose commits tell when a site was down. Its incidents and maintenances are GitHub issues: put them beside it as issues.json (gh issue list --state all --limit 10000 --json number,title,body,state,createdAt,closedAt,labels,comments,url > issues.json)',
)
  .option('--issues <file>', 'the list of its issues, where it lies elsewhere')
  .action(async (folder: string, options: UpptimeOptions) => {
    const read = await readUpptime(folder, options.issues)
    if ('missing' in read) throw new UsageError(read.missing)
    const { source, problems, hints } = gatherUpptime(read)
    for (const hint of hints) process.stderr.write(`${hint}\n`)
    if (source === null || isNothing(source)) {
      reportProblems([...read.failures, ...problems])
      // Without its configuration nobody knows whose records these are, and a second import would write them again.
      const why =
        source === null
          ? `The configuration of ${folder} can't be read`
          : `No site and no record could be read from ${folder}`
      process.stderr.write(`${why}; nothing is written.\n`)
      process.exitCode = 1
      return
    }
    const planned = planUpptime(source, existingIn(options))
    const bad = [...read.failures, ...problems, ...planned.problems]
    reportProblems(bad)
    carryOut(planned.plan, options)
    if (bad.length > 0) process.exitCode = 1
  })

/** Names the parts of a source that can't be read. */
function reportProblems(problems: readonly (SourceFailure & { record?: string })[]) {
  for (const { file, line, record = '', message } of problems)
    process.stderr.write(`${file}${line === null ? '' : `:${line}`}  ${record === '' ? '' : `${record}: `}${message}\n`)
}

const cstate = kind(
  'cstate',
  'from a cState site: its folder, with config.yml and content/issues (a config in TOML has to be written as YAML first: hugo config --format yaml > config.yml)',
).action((folder: string, options: Options) => {
  const read = readCstate(folder)
  if ('missing' in read) throw new UsageError(read.missing)
  const { site, problems } = read.config ? readSite(read.config, read.issues) : { site: null, problems: [] }
  const bad = [...read.failures, ...problems]
  reportProblems(bad)
  // Without its config nothing is known of the page, and a second import wouldn't mend what the first one guessed.
  if (site === null) process.stderr.write(`The config of ${folder} can't be read; nothing is written.\n`)
  else carryOut(planCstate(site, existingIn(options), options.now ?? clock()), options)
  if (bad.length > 0) process.exitCode = 1
})

export const importRecords = new Command('import')
  .description("write records from a peer's export; twice changes nothing")
  .addCommand(statuspage)
  .addCommand(cstate)
  .addCommand(upptime)

/** The content folder as it is. It is made where there is none: this is the one command that may. */
function existingIn({ content, now }: Options): Existing {
  if (!existsSync(content)) return NOTHING
  if (!statSync(content).isDirectory()) throw new UsageError(`${content} is no folder. Name one with --content DIR.`)
  return readContent(content, now ?? null, clock)
}

function carryOut(plan: Plan, { content, dryRun = false }: Options) {
  const refused = dryRun ? [] : write(plan, content)
  for (const { path, outcome } of refused)
    process.stderr.write(
      outcome === 'outside'
        ? `${path}  leads out of the content folder; it wasn't written.\n`
        : `${path}  holds something else already; it was left alone.\n`,
    )
  process.stdout.write(planReport(plan, new Set(refused.map(({ path }) => path)), dryRun))
  if (refused.length > 0) process.exitCode = 1
}

/** Writes what is planned; what can't be is handed back. */
function write({ files, edits }: Plan, content: string): { path: string; outcome: Outcome }[] {
  if (files.length > 0) mkdirSync(content, { recursive: true })
  return [
    ...files.map(({ path, data, body }) => ({ path, outcome: writeRecord(content, path, recordText(data, body)) })),
    ...edits.map(({ path, was, text }) => ({ path, outcome: rewriteRecord(content, path, was, text) })),
  ].filter(({ outcome }) => outcome === 'differs' || outcome === 'outside')
}
