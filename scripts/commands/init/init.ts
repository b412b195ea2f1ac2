import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Given } from './gather.ts'
import { importStatuspage, type Imported } from './imported.ts'
import { folderAt, isComplete, setUp } from './set-up.ts'
import type { Forge } from './repository-files.ts'
import { CONTENT, survey } from './survey.ts'
import { contentAbove } from '../content-above.ts'
import { clock, type CommonOptions } from '../options.ts'
import { pathFrom, sourceFrom, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

export interface InitOptions extends CommonOptions, Given {
  from?: string
  package?: string
  forge: Forge
}

/** Writes a repository of one's own into a folder. */
export async function init(place: string | undefined, options: InitOptions, terminal: Terminal): Promise<void> {
  const dir = pathFrom(terminal, place ?? '.')
  if (options.content !== CONTENT)
    throw new UsageError(`init writes ${CONTENT}/, where every command looks by itself: leave out --content.`)
  if (place === undefined) refuseWithin(terminal.folder)
  // A source that isn't there leaves no empty folder behind.
  const early = existsSync(dir) || options.from === undefined ? null : await importFrom(options.from, terminal)
  const folder = attempt(dir, () => folderAt(dir))
  const before = attempt(dir, () => survey(folder, options.forge))
  if (before.blocked.length > 0)
    throw new UsageError(
      `Nothing is written: ${before.blocked.join(', ')} would lead out of ${dir}, or through a file. Take away what is in the way.`,
    )
  if (isComplete(before)) {
    terminal.out('Nothing to do: every file is there.\n')
    const told = unheard(options)
    if (told !== null) terminal.err(told)
    return
  }
  const isKept = before.content === 'records'
  if (isKept && options.from !== undefined)
    terminal.err(
      `${CONTENT}/ holds records: they are left alone. To add the page to them: evenkeel import statuspage ${options.from}\n`,
    )
  const imported = early ?? (isKept || options.from === undefined ? null : await importFrom(options.from, terminal))
  const questions = terminal.canAsk ? await import('./questions.ts') : null
  const now = options.now ?? clock()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  try {
    const order = {
      folder,
      given: options,
      package: options.package ?? null,
      imported,
      forge: options.forge,
      timeZone: zone,
      now,
    }
    const { done, next } = await setUp({ ...order, ask: questions?.ask ?? null })
    terminal.out(done)
    terminal.err(next)
  } catch (error) {
    if (questions?.isGivenUp(error)) {
      terminal.err('Stopped; nothing is written.\n')
      terminal.exitCode = 1
    } else throw inWords(dir, error)
  }
}

/** Who is in a folder of a project mostly meant its top, or forgot where they were: a project within is asked for by name. */
function refuseWithin(folder: string) {
  const content = contentAbove(folder)
  if (content === null || content === join(resolve(folder), CONTENT)) return
  const top = dirname(content)
  throw new UsageError(
    `Nothing is written: this folder is part of ${top}, whose records are in ${content}. To complete what is there: evenkeel init ${top}. For a new one in here: evenkeel init .`,
  )
}

/** What an init that finds everything in place says of what it was told; null where that was nothing. */
function unheard({ from, name, url, team, member, repository }: InitOptions): string | null {
  const flags = Object.entries({ name, url, team, member, repository }).flatMap(([flag, value]) =>
    value === undefined ? [] : `--${flag}`,
  )
  const words = [
    ...(flags.length > 0
      ? [`${flags.join(', ')}: not used. Write it into ${CONTENT}/site.yaml, ${CONTENT}/teams/ and CODEOWNERS.\n`]
      : []),
    ...(from === undefined
      ? []
      : [`--from: not read. To add the page to these records: evenkeel import statuspage ${from}\n`]),
  ]
  return words.length > 0 ? words.join('') : null
}

/** Reads the page that was named, and says what of it can't be read. */
async function importFrom(from: string, terminal: Terminal): Promise<Imported> {
  const source = sourceFrom(terminal, from)
  const imported = await importStatuspage(source)
  if (typeof imported === 'string') throw new UsageError(`${imported}\nNothing is written.`)
  for (const { file, line, record = '', message } of imported.problems)
    terminal.err(`${file}${line === null ? '' : `:${line}`}  ${record === '' ? '' : `${record}: `}${message}\n`)
  if (imported.isCut)
    terminal.err("Statuspage serves its newest incidents and maintenances only; older ones aren't in it.\n")
  if (imported.problems.length > 0) terminal.exitCode = 1
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
