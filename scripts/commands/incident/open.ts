import { join } from 'node:path'
import { slugOf } from '#import/naming'
import type { Wanted } from '#io/ongoing-reader'
import { recordText } from '#io/record-writer'
import { startSaid } from '#io/says-over'
import { fromTemplate, isForCustomers, lackingToOpen, type IncidentDraft } from '#model/incident/draft'
import { openedRecord, toldRecord, updateFile, type Opening, type RecordParts } from '#model/incident/draft-record'
import type { Noticed } from '#model/incident/alert-incident'
import type { Catalog } from '#model/catalog'
import { promisedUpdate } from '#model/incident/promise'
import { newTimeline, type NewEvent } from '#model/incident/timeline-line'
import { indexFile, placeOf } from '#model/records/content-layout'
import { isOpen, type Incident } from '#model/records/incident'
import { plainLine } from '#model/records/plain-line'
import type { IncidentTemplate } from '#model/records/template'
import { HOUR, SECOND, type Instant } from '#model/time'
import { nextId } from '../next-id.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { Desk } from './desk.ts'
import { draftOf, type IncidentOptions } from './options.ts'
import { tell } from './post.ts'
import { settle, type Step } from './settle.ts'
import { orStopped } from './turn.ts'
import { filledIn, templateOf, wordsFor } from './words.ts'

/** Opens an incident: its record, and the first word to customers where they notice it. */
export async function openIncident(options: IncidentOptions, terminal: Terminal): Promise<void> {
  if (options.alert !== undefined) {
    const { takeAlert } = await import('./alert.ts')
    return takeAlert('open', undefined, { ...options, alert: options.alert }, terminal)
  }
  await orStopped(terminal, async (questions) => {
    // What somebody was asked isn't asked again where somebody else was faster.
    let complete: Complete | null = null
    tell(
      await settle(
        options,
        terminal,
        async (desk) => {
          complete ??= await completed(desk, options, questions)
          return opened(desk, complete, { again: options.push === true, pushes: options.push === true })
        },
        () => begunAt(complete?.opening.started ?? draftOf(options).started),
      ),
      terminal,
    )
  })
}

/** Of what is over one that began at that moment, or now: it may be this very one. */
const begunAt = (started: Instant | undefined): Wanted => ({
  incident: (_, text, at) => [started ?? Math.floor(at / SECOND) * SECOND, null].includes(startSaid(text)),
  runbooks: false,
})

type Questions = typeof import('./questions.ts')

/** An incident as it is to be opened: all has been told. */
export interface Complete {
  opening: Opening
  events: NewEvent[]
  /** The first word to customers; null: they hear nothing of it. */
  first: RecordParts | null
  /** What else is told of it. */
  lines: string[]
}

/** What the flags, a template and whoever can be asked say. */
export async function completed(
  desk: Desk,
  options: IncidentOptions,
  questions: Questions | null,
  noticed: Noticed | null = null,
): Promise<Complete> {
  const { catalog } = desk.content
  const template = templateOf(options.template, catalog)
  const given = template ? fromTemplate(draftOf(options), template) : draftOf(options)
  if (given.state === 'resolved')
    throw new UsageError('--state resolved goes with `incident resolve`: an incident is opened first.')
  const asked = questions ? await askedFor(given, template, desk, questions) : given
  const toCustomers = isForCustomers(asked, template)
  if (!toCustomers && asked.text !== undefined && asked.internal !== true && noticed === null)
    throw new UsageError(
      'Is --text for customers? Say with --component id=state what they notice, with --state investigating that it touches no component, or with --internal that it is for the timeline.',
    )
  const state = asked.state ?? 'investigating'
  const { now } = desk
  const started = asked.started ?? noticed?.started ?? now
  const moments = { state, started, now, timeZone: catalog.site.time_zone }
  const words = toCustomers ? (asked.text ?? wordsFor(template, state)) : asked.text
  const draft = {
    ...asked,
    // What an alert says is for us: customers read of it what somebody has written for them.
    title: asked.title ?? (toCustomers ? undefined : noticed?.title),
    severity: asked.severity ?? noticed?.severity,
    text: words ?? (toCustomers ? await questions?.askText() : undefined),
  }
  const missing = lackingToOpen(draft, toCustomers)
  if (missing.length > 0)
    throw new UsageError(`Missing: ${missing.map(({ flag }) => flag).join(', ')}. See \`incident open --help\`.`)
  const { title = '', severity = 'SEV-3', text = '', components = {} } = draft
  // What a template says has places for values; what somebody says is as it is.
  const kept = {
    title: options.title === undefined && template ? title : '',
    text: asked.text === undefined ? text : '',
  }
  const [filledTitle = '', filledText = ''] = await filledIn(
    [kept.title, kept.text],
    options.set ?? {},
    moments,
    questions?.askPlaceholder ?? null,
  )
  const name = plainLine(filledTitle || title)
  const opening = {
    title: options.title === undefined && noticed ? noticed.title : name,
    severity,
    services: draft.services ?? [...new Set([...Object.keys(components), ...(noticed?.services ?? [])])],
    started,
    noticed: noticed ? { alerts: noticed.alerts, detected: Math.max(started, noticed.started) } : undefined,
    source: noticed?.source,
  }
  const first = toCustomers
    ? toldRecord({
        state,
        title: name,
        components,
        since: started < now ? started : null,
        next_update: promisedUpdate(draft.next_update, state, { severity, at: now, cadence: catalog.policy.cadence }),
        text: filledText || text,
      })
    : null
  const events = [
    ...(noticed ? [{ at: noticed.started, words: noticed.words }] : []),
    ...(toCustomers || draft.text === undefined ? [] : [{ at: now, words: draft.text }]),
  ]
  const lines = noticed
    ? [
        ...noticed.runbooks.map(({ file, title: called }) => `runbook: ${join(desk.folder, file)}  ${called}`),
        ...sameAlert(noticed, catalog, now).map(
          ({ id, title: called }) =>
            `open with the same alert: ${id}  ${called}. Is it that? Remove this record, then \`incident update ${id} --alert FILE\``,
        ),
      ]
    : []
  return { opening, events, first, lines }
}

/** Opened by hand before the message came, as a rule: two records of one trouble are found out late. */
const sameAlert = ({ alerts }: Noticed, { incidents }: Catalog, now: Instant): Incident[] =>
  incidents.filter((one) => isOpen(one, now) && one.alerts.some((name) => alerts.includes(name)))

async function askedFor(
  draft: IncidentDraft,
  template: IncidentTemplate | null,
  { content: { catalog } }: Desk,
  questions: Questions,
): Promise<IncidentDraft> {
  const title = draft.title ?? (await questions.askTitle())
  const severity = draft.severity ?? (await questions.askSeverity())
  const named = draft.services ?? Object.keys(draft.components ?? {})
  const services = named.length > 0 ? named : await questions.askServices(catalog)
  const known = { ...draft, title, severity, services }
  if (draft.internal === true || isForCustomers(draft, template)) return known
  if (!(await questions.askWhetherPublic())) return { ...known, internal: true }
  return { ...known, components: await questions.askComponents(catalog, services), state: 'investigating' }
}

/**
 * What opening an incident writes; nothing where it is there already. `again`: the same words may have been pushed moments
 * ago. `pushes`: what is written is pushed, and what is proposed to be done next is too.
 */
export async function opened(
  desk: Desk,
  complete: Complete,
  { again = false, pushes = false }: { again?: boolean; pushes?: boolean } = {},
): Promise<Step> {
  const { opening, first } = complete
  const there = sameAs(desk, complete) ?? (again ? sameJustNow(desk, complete) : null)
  if (there !== null) return { already: `${there} has been opened already`, id: there }
  const { folder, now, around, names } = desk
  const id = await nextId('incident', new Date(now).getUTCFullYear(), { folder, paths: around.all, names })
  const place = placeOf('incident', id, slugOf(opening.title))
  const edits = Object.entries(filesOf(desk, id, place, complete)).map(([path, text]) => ({ path, was: null, text }))
  const lines = [
    `${id} is open: ${opening.title}`,
    ...complete.lines,
    ...(first
      ? []
      : [
          `customers are told by: npx evenkeel incident update ${id}${pushing(pushes)} --title … --component … --text …`,
        ]),
  ]
  return { writing: { id, edits, place, lines, message: `${id}: ${opening.title}` } }
}

/** How a command that is proposed says that it pushes, as the one that proposes it did. */
export const pushing = (pushes: boolean | undefined): string => (pushes ? ' --push' : '')

/** An incident that the same command has opened before, at the same time. */
function sameAs({ content, around, now }: Desk, { opening, first }: Complete): string | null {
  const text = first ? recordText(first.data, first.body) : null
  const same = content.catalog.incidents.find(
    ({ title, started, updates, file, source }) =>
      title === opening.title &&
      started === opening.started &&
      source?.id === opening.source?.id &&
      (text === null ? updates === null : around.texts.get(updateFile(file, now, 1)) === text),
  )
  return same?.id ?? null
}

/** Whoever was stopped after the push runs it again soon; with the same words nobody means another one. */
const SOON = HOUR

/** An incident of the same title and first words that was opened a while ago and is open. */
function sameJustNow({ content, now }: Desk, { opening, first }: Complete): string | null {
  const same = content.catalog.incidents.find(
    (one) =>
      one.title === opening.title &&
      isOpen(one, now) &&
      Math.abs(one.started - opening.started) <= SOON &&
      one.source?.id === opening.source?.id &&
      one.updates?.[0]?.body.markdown.trim() === first?.body.trim(),
  )
  return same?.id ?? null
}

function filesOf({ content, now }: Desk, id: string, place: string, { opening, events, first }: Complete) {
  const { data } = openedRecord(id, opening)
  const body = newTimeline(events, opening.started, content.catalog.site.time_zone)
  return {
    [indexFile(place)]: recordText(data, body),
    ...(first ? { [updateFile(place, now, 1)]: recordText(first.data, first.body) } : {}),
  }
}
