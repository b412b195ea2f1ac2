import { join } from 'node:path'
import { editFrontMatter } from '#io/front-matter-edit'
import { outlineOf } from '#io/markdown'
import { rewriteRecord } from '#io/record-writer'
import type { Change } from '#model/records/change'
import { stepOf, type StepName } from '#model/change/step'
import { formatInstant, type Instant } from '#model/time'
import { findingText } from '#report/text'
import { changesNear, contentWith, errorsIn, readAround } from './content-around.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export interface StepOptions extends CommonOptions {
  started?: Instant
  reason?: string
}

/** Writes down that a change begins or ends. */
export function changeStep(name: StepName, id: string, options: StepOptions, terminal: Terminal): void {
  const { paths, lines, warning, error } = take(name, id, options, contentFolder(options, terminal))
  if (warning !== undefined) terminal.err(`${warning}\n`)
  terminal.out([...paths, ...lines.map((line) => `  ${line}`)].map((line) => `${line}\n`).join(''))
  if (error === undefined) return
  terminal.err(error)
  terminal.exitCode = 1
}

/** What a step came to. */
interface Taken {
  paths: string[]
  lines: string[]
  warning?: string | undefined
  error?: string
}
const failed = (error: string): Taken => ({ paths: [], lines: [], error })

function take(name: StepName, id: string, options: StepOptions, folder: string): Taken {
  const around = readAround(folder, id)
  const content = contentWith(around, {}, options.now ?? null, wholeSecond)
  const [record, ...others] = changesNear(around, id)
  if (record === undefined) return failed(`No change ${id} in ${folder}.\n`)
  if (others.length > 0)
    return failed(
      `${id} is the id of several changes:\n${[record, ...others].map((path) => `  ${join(folder, path)}\n`).join('')}Give one of them another: npx evenkeel new change --renumber ${id}\n`,
    )
  const unreadable = errorsIn(content, record, folder, false)
  const [before] = content.catalog.changes
  if (unreadable.length > 0 || !before)
    return failed(`${unreadable.map(findingText).join('\n')}\nNothing is written: correct the record first.\n`)

  const path = join(folder, before.file)
  const { now } = content.catalog
  const next = stepOf(name, before, options.started ?? null, now)
  if (next.kind === 'refused') return failed(`${next.message}\n`)
  if (next.kind === 'done') return { paths: [path], lines: [`is ${words(before.status)} already; nothing is changed`] }

  const was = content.texts.get(before.file) ?? ''
  const outcome = written(next.outcome)
  const edited = editFrontMatter(was, [
    { key: 'status', value: next.status },
    ...(Object.keys(outcome).length > 0 ? [{ key: 'outcome', value: outcome, after: ABOVE }] : []),
  ])
  if (edited === null)
    return failed(`The front matter of ${path} is written in a way that can't be edited safely. Edit it by hand.\n`)
  const text =
    options.reason === undefined
      ? edited
      : withReason(edited, before, { status: words(next.status), reason: options.reason, at: now })
  const wrong = errorsIn(contentWith(around, { [before.file]: text }, now, wholeSecond), record, folder, true)
  if (wrong.length > 0)
    return failed(`${wrong.map(findingText).join('\n')}\nNothing is written: the record would not be valid.\n`)
  if (rewriteRecord(folder, before.file, was, text) !== 'written')
    return failed(`${path} has changed meanwhile, or is a link; nothing is written.\n`)
  return {
    paths: [path],
    lines: [`status: ${before.status} → ${next.status}`, ...outcomeLines(before, outcome)],
    warning: name === 'start' ? outsideWindow(before, now) : undefined,
  }
}

/** It isn't refused: whether it may start is the gate's to say, and this only records that it did. */
const outsideWindow = ({ id, window }: Change, now: Instant): string | undefined =>
  window && (now < window.start || now >= window.end)
    ? `The window of ${id} is ${formatInstant(window.start)} to ${formatInstant(window.end)}, and it is ${formatInstant(now)}. \`npx evenkeel gate ${id}\` says whether it may start.`
    : undefined

/** The keys that stand above `outcome` where records are laid out as in the contract. */
const ABOVE = [
  'status',
  'services',
  'risk',
  'window',
  'estimated_duration',
  'template',
  'emergency',
  'rollback',
  'rollout',
]

const words = (status: string): string => status.replace('_', ' ')

const written = (outcome: { started?: Instant; finished?: Instant }): Record<string, string> =>
  Object.fromEntries(Object.entries(outcome).map(([key, instant]: [string, Instant]) => [key, formatInstant(instant)]))

function outcomeLines({ outcome }: Change, edited: Readonly<Record<string, string>>): string[] {
  const was = written(outcome?.finished === undefined ? {} : { finished: outcome.finished })
  return Object.entries(edited).map(([key, value]) => {
    const old = was[key]
    return `outcome.${key}: ${old === undefined ? '' : `${old} → `}${value}`
  })
}

/** The reason as a paragraph of its own below the plan, which its approvals are bound to. */
function withReason(
  text: string,
  { body }: Change,
  { status, reason, at }: { status: string; reason: string; at: Instant },
): string {
  const { headings } = outlineOf(body)
  // As high as the highest one: below a section of the plan it would be part of it.
  const depth = Math.min(2, ...headings.map((heading) => heading.depth))
  const last = headings.at(-1)
  const isThere = last?.text.trim().toLowerCase() === 'outcome' && last.depth <= depth
  const heading = isThere ? '' : `\n${'#'.repeat(depth)} Outcome\n`
  const line = `${formatInstant(at)}, ${status}: ${reason.trim().replaceAll(/\s+/g, ' ')}`
  return `${text.endsWith('\n') ? text : `${text}\n`}${heading}\n${line}\n`
}
