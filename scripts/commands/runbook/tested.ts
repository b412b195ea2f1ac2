import { join } from 'node:path'
import { editFrontMatter } from '#io/front-matter-edit'
import { rewriteRecord } from '#io/record-writer'
import type { Runbook } from '#model/records/runbook'
import { dateIn, type CalendarDate } from '#model/time'
import { findingText } from '#report/text'
import { dangling } from '#rules/reference-exists'
import { contentWith, errorsIn, readAround } from '../change/content-around.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export interface TestedOptions extends CommonOptions {
  note?: string
  date?: CalendarDate
}

/** Writes down that somebody followed a runbook to the end. Exits 1, and writes nothing, where that can't be done. */
export function runbookTested(written: string, options: TestedOptions, terminal: Terminal): void {
  const done = take(written, options, contentFolder(options, terminal))
  if (typeof done !== 'string') return terminal.out(done.lines.map((line) => `${line}\n`).join(''))
  terminal.err(`${done}\n`)
  terminal.exitCode = 1
}

/** What was done, or why nothing was. */
function take(written: string, options: TestedOptions, folder: string): { lines: string[] } | string {
  const around = readAround(folder, null)
  const content = contentWith(around, {}, options.now ?? null, wholeSecond)
  const { now, site, runbooks } = content.catalog
  const id = written.replace(/^(?:.*\/)?runbooks\//, '').replace(/(?:\/index)?\.md$/, '')
  const runbook = runbooks.find((one) => one.id === id)
  const unreadable = errorsIn(content, runbook?.file ?? `runbooks/${id}.md`, folder, false)
  if (unreadable.length > 0)
    return `${unreadable.map(findingText).join('\n')}\nNothing is written: correct the runbook first.`
  if (!runbook) return unknown(id, runbooks)
  const path = join(folder, runbook.file)
  const date = options.date ?? dateIn(now, site.time_zone)
  if (date > dateIn(now, site.time_zone)) return `${date} is still to come; nothing is written.`
  if (runbook.last_tested !== undefined && date < runbook.last_tested)
    return `${path} was tested on ${runbook.last_tested}, after ${date}; nothing is written.`
  const note = options.note?.trim().replaceAll(/\s+/g, ' ') ?? null
  if (runbook.last_tested === date && (note === null || note === runbook.tested_note))
    return { lines: [path, `  was tested on ${date} already; nothing is changed`] }

  const was = content.texts.get(runbook.file) ?? ''
  const text = editFrontMatter(was, [
    { key: 'last_tested', value: date, after: ABOVE },
    // What was said of another test isn't true of this one.
    ...(note !== null || runbook.tested_note !== undefined
      ? [{ key: 'tested_note', value: note, after: [...ABOVE, 'last_tested'] }]
      : []),
  ])
  if (text === null)
    return `The front matter of ${path} is written in a way that can't be edited safely. Edit it by hand.`
  const wrong = errorsIn(contentWith(around, { [runbook.file]: text }, now, wholeSecond), runbook.file, folder, true)
  if (wrong.length > 0)
    return `${wrong.map(findingText).join('\n')}\nNothing is written: the runbook would not be valid.`
  if (rewriteRecord(folder, runbook.file, was, text) !== 'written')
    return `${path} has changed meanwhile, or is a link; nothing is written.`
  return {
    lines: [
      path,
      `  last_tested: ${runbook.last_tested === undefined ? '' : `${runbook.last_tested} → `}${date}`,
      ...(note === null
        ? runbook.tested_note === undefined
          ? []
          : ['  tested_note is taken away: it was about the test before']
        : [`  tested_note: ${note}`]),
    ],
  }
}

/** The keys that stand above it where runbooks are laid out as in the contract. */
const ABOVE = ['title', 'services', 'owner', 'team', 'alerts', 'aliases', 'last_updated']

function unknown(id: string, runbooks: readonly Runbook[]): string {
  const { message, help } = dangling('runbook', id, { file: '', path: [] }, new Set(runbooks.map((one) => one.id)))
  return `${message} ${help ?? ''}`.trim()
}
