import { recordText } from '#io/record-writer'
import type { FileEdit } from '#io/write-together'
import { blockOf, datedAt, lastWord, toldRecord, updateFile } from '#model/incident/draft-record'
import type { IncidentState } from '#model/incident/draft'
import { promisedUpdate } from '#model/incident/promise'
import { plainLine } from '#model/records/plain-line'
import type { IncidentUpdate } from '#model/records/update'
import { DAY, type Instant } from '#model/time'
import { UsageError } from '../usage-error.ts'
import { toSecond, type Desk } from './desk.ts'
import { promised, type IncidentOptions } from './options.ts'
import { folderOf } from './record-edit.ts'
import { saidJustNow } from './said-just-now.ts'
import type { Target } from './target.ts'
import { filledIn, templateOf, wordsFor } from './words.ts'

export type Questions = typeof import('./questions.ts')

/** A further word to customers. */
export interface Word {
  state: IncidentState
  /** When it is dated. */
  at: Instant
  /** The file that it is in; null: it is there already. */
  edit: FileEdit | null
}

/** What is to be told to customers, in its file. Those asked are remembered in the options: who writes it again isn't asked again. */
export async function wordTo(
  target: Target,
  state: IncidentState,
  options: IncidentOptions,
  desk: Desk,
  questions: Questions | null,
): Promise<Word> {
  const at = options.posted?.dated === true ? desk.now : datedAt(target.updates, desk.now)
  const template = templateOf(options.template, desk.content.catalog)
  const isFirst = target.updates.length === 0
  if (isFirst && options.title === undefined && !template) {
    if (questions) options.title = await questions.askPublicTitle()
  }
  if (options.text === undefined && wordsFor(template, state) === undefined && questions)
    options.text = await questions.askText()

  const there = saidAlready(target.updates, state, at, options)
  if (there) return { state, at: there.time, edit: null }

  // The same command again says the same of what was there before it.
  const before = target.updates.filter(({ time }) => time < at)
  const views = before.length < target.updates.length ? [before, target.updates] : [target.updates]
  for (const [n, updates] of views.entries()) {
    const text = await textOf({ updates, state, at, isLast: n === views.length - 1 }, target, options, desk, questions)
    if (text === null) continue
    const free = placeFor(text, folderOf(target.file), at, desk)
    if (free === null) return { state, at, edit: null }
    if (n === views.length - 1) return { state, at, edit: { path: free, was: null, text } }
  }
  throw new Error('The last view has a text.')
}

/** Whoever was stopped after the push runs it again, and what was posted may be delivered again: neither is said twice. */
function saidAlready(
  updates: readonly IncidentUpdate[],
  state: IncidentState,
  at: Instant,
  { push, posted, text = '', title, component }: IncidentOptions,
): IncidentUpdate | undefined {
  const same = (one: IncidentUpdate) =>
    (one.state === state || posted?.stated === false) && one.body.markdown.trim() === blockOf(text).trim()
  // Of another mark: two have said the same in the same second.
  const isAnothers = (one: IncidentUpdate) =>
    posted?.mark !== undefined && one.posted !== undefined && one.posted.id !== posted.mark.id
  if (posted?.dated === true) return updates.find((one) => toSecond(one.time) === at && same(one) && !isAnothers(one))
  const before = posted?.again === true ? updates.find((one) => one.time > at - DAY && same(one)) : undefined
  if (before) return before
  if (posted)
    return title === undefined
      ? saidJustNow(updates, { state, text: blockOf(text).trim(), components: component, impact: posted.impact }, at)
      : undefined
  const last = push === true ? lastWord(updates, at) : undefined
  return last && same(last) ? last : undefined
}

interface View {
  updates: readonly IncidentUpdate[]
  state: IncidentState
  at: Instant
  /** What is missing is said. */
  isLast: boolean
}

async function textOf(
  { updates, state, at, isLast }: View,
  target: Target,
  options: IncidentOptions,
  desk: Desk,
  questions: Questions | null,
): Promise<string | null> {
  const { catalog } = desk.content
  const template = templateOf(options.template, catalog)
  const isFirst = updates.length === 0
  const kept = {
    title: isFirst && options.title === undefined ? (template?.title ?? '') : '',
    text: options.text === undefined ? (wordsFor(template, state) ?? '') : '',
  }
  const started = target.incident?.started ?? at
  const moments = { state, started, now: at, timeZone: catalog.site.time_zone }
  const ask =
    questions &&
    (async (name: string) => {
      const value = await questions.askPlaceholder(name)
      options.set = { ...options.set, [name]: value }
      return value
    })
  const [filledTitle = '', filledText = ''] = await filledIn([kept.title, kept.text], options.set ?? {}, moments, ask)
  const title = plainLine(options.title ?? filledTitle)
  const text = options.text ?? filledText
  const missing = [
    ...(isFirst && title === '' ? ['--title'] : []),
    ...(text.trim() === '' && !options.posted ? ['--text'] : []),
  ]
  if (missing.length > 0) {
    if (!isLast) return null
    const why = isFirst ? ` Customers have read nothing of ${target.id} yet; --internal writes into its timeline.` : ''
    throw new UsageError(`Missing: ${missing.join(', ')}.${why}`)
  }
  const components = options.component ?? (isFirst ? template?.components : undefined) ?? {}
  const severity = options.severity ?? target.incident?.severity ?? null
  const { data, body } = toldRecord({
    state,
    title: title === '' ? null : title,
    components,
    since: isFirst && started < at ? started : null,
    next_update: promisedUpdate(promised(options), state, { severity, at, cadence: catalog.policy.cadence }),
    text,
    ...options.posted,
  })
  return recordText(data, body)
}

/** The next free name of that second; null where the very text stands under one of them. */
export function placeFor(text: string, record: string, at: Instant, { around }: Desk): string | null {
  const all = new Set(around.all)
  for (let n = 1; ; n++) {
    const path = updateFile(record, at, n)
    if (!all.has(path)) return path
    if (around.texts.get(path) === text) return null
  }
}
