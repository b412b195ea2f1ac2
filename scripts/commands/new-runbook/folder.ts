import { join, resolve, sep } from 'node:path'
import { listFiles } from '#io/content-files'
import { diagnose } from '#io/diagnose'
import { runbooksAmong } from '#io/foreign-runbooks'
import { writeTogether } from '#io/write-together'
import type { Catalog } from '#model/catalog'
import { findingText, printable } from '#report/text'
import { contentWith, readAround } from '../change/content-around.ts'
import type { Answers } from '../flags/forms/form.ts'
import { RUNBOOK } from '../flags/forms/runbook.ts'
import { answered, fail } from '../new-record/new-record.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import { pathFrom, type Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { fileName } from './file-name.ts'
import { inFreePlaces, valid, type Candidate, type Refused } from './candidates.ts'
import { nextSteps, runbookText, suggestedBy } from './record.ts'
import { takenOver, type TakenOver } from './taken-over.ts'

/** What can only be said of one runbook. */
const OF_ONE = ['id', 'title', 'alerts']

/** Takes over every Markdown file of a folder, each or not, and never over a file that is there; says of each that isn't why. */
export async function newRunbooks(from: string, flags: Answers, options: CommonOptions, terminal: Terminal) {
  const folder = contentFolder(options, terminal)
  const origin = pathFrom(terminal, from)
  const single = OF_ONE.filter((name) => flags[name] !== undefined)
  if (single.length > 0)
    throw new UsageError(
      `${single.map((name) => `--${name}`).join(', ')} can't be told of a folder: take the files one by one.`,
    )
  const [theirs, ours] = [origin, folder].map((path) => `${resolve(path)}${sep}`)
  if (theirs === undefined || ours === undefined || theirs.startsWith(ours) || ours.startsWith(theirs))
    throw new UsageError(`Expected --from beside ${folder}, not in it or around it: what is there is edited there.`)

  const refused: Refused = new Map()
  const sources = sourcesIn(origin, from, refused)
  const around = readAround(folder, null)
  const before = contentWith(around, {}, options.now ?? null, wholeSecond)
  const answers = await answersFor(sources, flags, before.catalog, terminal)
  if (answers === null) return fail('Stopped; nothing is written.\n', terminal)

  const candidates = sources.map(({ named, source, inner }): Candidate => {
    const own = { ...suggestedBy(source), ...answers }
    const path = `runbooks/${own['team'] ?? ''}/${inner}.md`
    return { named, source, path, text: runbookText(own, source, before.catalog) }
  })
  const same = candidates.filter(({ path, text }) => around.texts.get(path) === text)
  const fresh = inFreePlaces(candidates, around, refused).filter((one) => !same.includes(one))
  let taken = 0
  for (const { named, path, text } of valid(fresh, around, { now: before.catalog.now, refused })) {
    // The next file may find a full disk: what was written is said by then.
    const outcome = writeTogether(folder, [{ path, was: null, text }])
    if (outcome === 'written') {
      taken++
      terminal.out(`${join(folder, path)}\n`)
    } else
      refused.set(
        named,
        `its place, ${join(folder, path)}, ${outcome === 'outside' ? 'leads out of the folder' : 'was taken meanwhile'}.\n`,
      )
  }
  tell({ taken, same: same.length, refused }, terminal)
}

/** The files that may be runbooks, read; what can't be is refused. */
function sourcesIn(origin: string, from: string, refused: Refused) {
  const { paths, links, problems } = listFiles(origin)
  const isRunbook = runbooksAmong(paths)
  const wrong = problems.filter(({ at: { file } }) => isRunbook(file) || links.includes(file))
  for (const one of diagnose(wrong, new Map()))
    refused.set(join(from, one.file), findingText({ ...one, file: join(from, one.file) }))
  return paths.filter(isRunbook).flatMap((path) => {
    const named = join(from, path)
    // Hugo's bundles: the folder is what the page is called by.
    const parts = path.replace(/(?<=[^/])\/index\.md$/i, '.md').split('/')
    const inner = parts.map((part, i) => fileName(i === parts.length - 1 ? part.replace(/\.md$/i, '') : part))
    const source = takenOver(join(origin, path), named)
    if (source.wrong.length > 0) refused.set(named, source.wrong.map(findingText).join('\n'))
    else if (inner.includes('')) refused.set(named, 'its name has no letter to call it by.\n')
    else return [{ named, source: { ...source, name: nameOf(parts) }, inner: inner.join('/') }]
    return []
  })
}

const nameOf = (parts: readonly string[]): string => (parts.at(-1) ?? '').replace(/\.md$/i, '')

/** What holds for all of them: the flags, and what is asked for where some file doesn't say it itself. */
function answersFor(sources: readonly { source: TakenOver }[], flags: Answers, catalog: Catalog, terminal: Terminal) {
  const lacking = RUNBOOK.parts.filter(
    ({ name }) => name !== 'title' && sources.some(({ source }) => suggestedBy(source)[name] === undefined),
  )
  return answered({ kind: 'runbook', parts: lacking }, flags, catalog, terminal)
}

function tell({ taken, same, refused }: { taken: number; same: number; refused: Refused }, terminal: Terminal): void {
  for (const [named, why] of refused) terminal.err(`${printable(named)}: not taken over:\n${why}\n`)
  const parts = [
    `${taken} taken over`,
    ...(same > 0 ? [`${same} there already`] : []),
    `${refused.size} not taken over`,
  ]
  terminal.err(`${parts.join(', ')}.\n`)
  if (taken > 0)
    terminal.err(
      `\nNext:\n${nextSteps(true)
        .map((step) => `- ${step}\n`)
        .join('')}`,
    )
  if (refused.size > 0) terminal.exitCode = 1
}
