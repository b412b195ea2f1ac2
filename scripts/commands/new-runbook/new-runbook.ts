import { basename, join, resolve } from 'node:path'
import { slugOf, takeName } from '#import/naming'
import { isFolder } from '#io/content-files'
import { writeRecord } from '#io/record-writer'
import type { Diagnostic } from '#model/diagnostic'
import { findingText } from '#report/text'
import { contentWith, readAround } from '../change/content-around.ts'
import type { Answers } from '../flags/forms/form.ts'
import { answered, broughtBy, fail } from '../new-record/new-record.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import { pathFrom, type Terminal } from '../terminal.ts'
import { RUNBOOK } from '../flags/forms/runbook.ts'
import { newRunbooks } from './folder.ts'
import { fileName } from './file-name.ts'
import { nextSteps, runbookText, suggestedBy } from './record.ts'
import { inSource } from './source-place.ts'
import { takenOver, type TakenOver } from './taken-over.ts'

/** Writes a runbook: with sections to fill in, or above a text that there is. */
export async function newRunbook(flags: Answers, options: CommonOptions, terminal: Terminal): Promise<void> {
  const { from } = flags
  if (from !== undefined && isFolder(pathFrom(terminal, from))) return newRunbooks(from, flags, options, terminal)
  const folder = contentFolder(options, terminal)
  const around = readAround(folder, null)
  const before = contentWith(around, {}, options.now ?? null, wholeSecond)
  const source = from === undefined ? null : takenOver(pathFrom(terminal, from), from)
  if (source && source.wrong.length > 0)
    return fail(`${source.wrong.map(findingText).join('\n')}\nNothing is written.\n`, terminal)
  const answers = await answered(RUNBOOK, { ...suggestedBy(source), ...flags }, before.catalog, terminal)
  if (answers === null) return fail('Stopped; nothing is written.\n', terminal)

  const path = placeFor(answers, source, around.all)
  const text = runbookText(answers, source, before.catalog)
  if (around.texts.get(path) === text)
    return terminal.out(`${join(folder, path)} is there already; nothing is changed.\n`)
  if (around.all.includes(path))
    return fail(`${join(folder, path)} is there, and says something else; nothing is written.\n`, terminal)
  const wrong = broughtBy(before, contentWith(around, { [path]: text }, before.catalog.now, wholeSecond), folder)
  // Nobody can open a file that isn't written.
  const own = join(basename(resolve(folder)), path)
  const placed = (one: Diagnostic) =>
    source && from !== undefined && one.file === own ? inSource(one, { named: from, source, text }) : one
  if (wrong.length > 0)
    return fail(
      `${wrong.map((one) => findingText(placed(one))).join('\n')}\nNothing is written: the record would not be valid.${from === undefined ? '' : ` Mend ${from} first.`}\n`,
      terminal,
    )
  if (writeRecord(folder, path, text) !== 'written')
    return fail(
      `${join(folder, path)} can't be written: something is there, or it leads out of the folder.\n`,
      terminal,
    )
  terminal.out(`${join(folder, path)}\n`)
  if (source && source.left.length > 0) terminal.err(`Left out of its front matter: ${source.left.join(', ')}.\n`)
  terminal.err(
    `\nNext:\n${nextSteps(source !== null)
      .map((step) => `- ${step}\n`)
      .join('')}`,
  )
}

/** Where it goes: by the id that was told, else by the first free name. */
function placeFor(answers: Answers, source: TakenOver | null, paths: readonly string[]): string {
  const { id, team = '', title = '' } = answers
  if (id !== undefined) return `runbooks/${id}.md`
  const name = (source ? fileName(source.name) : slugOf(title)) || 'runbook'
  const folder = `runbooks/${team}/`
  const taken = new Set(
    paths.flatMap((path) => (path.startsWith(folder) ? [path.slice(folder.length, -'.md'.length)] : [])),
  )
  return `${folder}${source ? name : takeName(name, taken)}.md`
}
