import { existsSync } from 'node:fs'
import { withFlags, type InitOptions } from './flags.ts'
import { importStatuspage, type Imported } from './imported.ts'
import { folderAt, isComplete, setUp } from './set-up.ts'
import { CONTENT, survey } from './survey.ts'
import { clock, command, UsageError } from '../options.ts'

export const init = withFlags(
  command(
    'init',
    'a repository of your own: content/, package.json, workflows, CODEOWNERS. Asks, or takes flags; overwrites nothing',
  ).argument('[dir]', 'where; it is made if it is missing', '.'),
).action(async (dir: string, options: InitOptions) => {
  if (options.content !== CONTENT)
    throw new UsageError(`init writes ${CONTENT}/, where every command looks by itself: leave out --content.`)
  // A source that isn't there leaves no empty folder behind.
  const early = existsSync(dir) || options.from === undefined ? null : await importFrom(options.from)
  const folder = attempt(dir, () => folderAt(dir))
  const before = attempt(dir, () => survey(folder))
  if (before.blocked.length > 0)
    throw new UsageError(
      `Nothing is written: ${before.blocked.join(', ')} would lead out of ${dir}, or through a file. Take away what is in the way.`,
    )
  if (isComplete(before)) {
    process.stdout.write('Nothing to do: every file is there.\n')
    return
  }
  const isKept = before.content === 'records'
  if (isKept && options.from !== undefined)
    process.stderr.write(
      `${CONTENT}/ holds records: they are left alone. To add the page to them: evenkeel import statuspage ${options.from}\n`,
    )
  const imported = early ?? (isKept || options.from === undefined ? null : await importFrom(options.from))
  const questions = process.stdin.isTTY && process.stdout.isTTY ? await import('./questions.ts') : null
  const now = options.now ?? clock()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  try {
    const order = { folder, given: options, package: options.package ?? null, imported, timeZone: zone, now }
    const { done, next } = await setUp({ ...order, ask: questions?.ask ?? null })
    process.stdout.write(done)
    process.stderr.write(next)
  } catch (error) {
    if (questions?.isGivenUp(error)) {
      process.stderr.write('Stopped; nothing is written.\n')
      process.exitCode = 1
    } else throw inWords(dir, error)
  }
})

/** Reads the page that was named, and says what of it can't be read. */
async function importFrom(source: string): Promise<Imported> {
  const imported = await importStatuspage(source)
  if (typeof imported === 'string') throw new UsageError(`${imported}\nNothing is written.`)
  for (const { file, line, record = '', message } of imported.problems)
    process.stderr.write(`${file}${line === null ? '' : `:${line}`}  ${record === '' ? '' : `${record}: `}${message}\n`)
  if (imported.isCut)
    process.stderr.write("Statuspage serves its newest incidents and maintenances only; older ones aren't in it.\n")
  if (imported.problems.length > 0) process.exitCode = 1
  return imported
}

function attempt<T>(dir: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw inWords(dir, error)
  }
}

/** What the disk refuses is told in words; all else is a bug of ours. */
const inWords = (dir: string, error: unknown): unknown =>
  error instanceof Error && 'code' in error && 'syscall' in error
    ? new UsageError(`${dir} can't be written to: ${error.message}.`)
    : error
