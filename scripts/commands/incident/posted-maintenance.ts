import { slugOf } from '#import/naming'
import { outcomeData } from '#import/announced-change'
import { editFrontMatter, type FrontMatterEdit } from '#io/front-matter-edit'
import { recordText } from '#io/record-writer'
import type { FileEdit } from '#io/write-together'
import { blockOf, toldRecord, updateFile } from '#model/incident/draft-record'
import type { MaintenancePosting } from '#model/incident/posted/posting'
import type { Change } from '#model/records/change'
import { indexFile, placeOf } from '#model/records/content-layout'
import { isSeen, plainLine } from '#model/records/plain-line'
import { POST_SOURCE } from '#model/records/source'
import type { ComponentStatus } from '#model/records/update'
import { DAY, formatInstant } from '#model/time'
import { printable } from '#report/text'
import { nextId } from '../next-id.ts'
import { toSecond, type Desk } from './desk.ts'
import { componentsNamed } from './named-components.ts'
import { again, markFor, writtenBefore } from './posted-again.ts'
import { keyInRecord, recordNamed } from './posted-record.ts'
import { folderOf } from './record-edit.ts'
import { saidJustNow } from './said-just-now.ts'
import type { Step } from './settle.ts'
import { placeFor } from './word.ts'

type State = NonNullable<MaintenancePosting['state']>
type Components = Readonly<Record<string, ComponentStatus>>

/** What a posting of a maintenance writes: a change that is announced, or how it goes on. */
export async function maintenanceStep(posting: MaintenancePosting, today: Desk): Promise<Step> {
  const desk = { ...today, now: posting.at === undefined ? today.now : toSecond(posting.at) }
  const { catalog } = desk.content
  const found = componentsNamed(posting.components ?? {}, catalog)
  if ('error' in found) return { refused: found.error }
  if (posting.update !== undefined) {
    const change = recordNamed(posting.update, catalog.changes, catalog)
    if (change) return goneOn(posting, found.components, change, desk)
    return { refused: `No maintenance ${printable(posting.update.slice(0, 100))}.\n` }
  }
  return announced(posting, found.components, desk)
}

async function announced(posting: MaintenancePosting, components: Components, desk: Desk): Promise<Step> {
  const { scheduled_for: start, scheduled_until: end, state = 'scheduled', by, key, url, public_id } = posting
  const title = plainLine(posting.title ?? '')
  if (!isSeen(title)) return { refused: 'Missing the title, expected in one line what is done.\n' }
  if (start === undefined || end === undefined) return { refused: 'Missing when it begins and ends.\n' }
  if (end <= start) return { refused: 'Unexpected end, expected one after the beginning.\n' }
  if (Object.keys(components).length === 0) return { refused: 'Missing the components that are worked on.\n' }
  const { folder, now, around, names } = desk
  const id = await nextId('change', new Date(now).getUTCFullYear(), { folder, paths: around.all, names })
  const place = placeOf('change', id, slugOf(title))
  const data = {
    id,
    title,
    type: 'normal',
    status: STATUS[state],
    requester: by.handle === '' ? 'api' : by.handle,
    environment: 'production',
    services: Object.keys(components),
    window: { start: formatInstant(start), end: formatInstant(end) },
    ...outcomeOf(state, { start, started: undefined }, now),
    source: { kind: POST_SOURCE, id: keyInRecord(key), ...(url === undefined ? {} : { url }) },
    ...(public_id === undefined ? {} : { public_id }),
  }
  const first = toldRecord({ ...toldOf(posting, state), title, components })
  const edits = [
    { path: indexFile(place), text: recordText(data, '## Implementation plan\n\nIt was announced without one.\n') },
    { path: updateFile(indexFile(place), now, 1), text: recordText(first.data, first.body) },
  ].map((edit) => ({ ...edit, was: null }))
  return { writing: { id, edits, place, lines: [`${id} is announced: ${title}`], message: `${id}: ${title}` } }
}

const STATUS: Record<State, Change['status']> = {
  scheduled: 'approved',
  in_progress: 'in_progress',
  verifying: 'in_progress',
  completed: 'completed',
  cancelled: 'cancelled',
}

const toldOf = ({ text = '', notify, auto }: MaintenancePosting, state: State) => ({
  state,
  since: null,
  next_update: null,
  text,
  notify,
  auto,
})

/** `outcome`, as far as a state says so. */
function outcomeOf(state: State, { start, started }: { start: number; started: number | undefined }, now: number) {
  if (state === 'completed')
    return { outcome: outcomeData({ started: Math.min(started ?? start, now), finished: now }) }
  return state === 'scheduled' || state === 'cancelled' ? {} : { outcome: { started: formatInstant(started ?? now) } }
}

const OVER: ReadonlySet<Change['status']> = new Set(['completed', 'rolled_back', 'aborted', 'cancelled', 'rejected'])

function goneOn(posting: MaintenancePosting, components: Components, change: Change, desk: Desk): Step {
  const { now, around } = desk
  const { id, file } = change
  const there = writtenBefore(posting, change.updates ?? [])
  if (there) return again(posting, components, there, id, desk)
  const dated = posting.at !== undefined
  const updates = (change.updates ?? []).filter(({ time }) => !dated || toSecond(time) <= now)
  const last = updates.at(-1)
  const state = posting.state ?? last?.state ?? 'scheduled'
  const body = blockOf(posting.text ?? '').trim()
  const title = plainLine(posting.title ?? '')
  const called = isSeen(title) && title !== updates.findLast((one) => one.title !== undefined)?.title ? title : null
  const isSaid = dated
    ? updates.some((one) => toSecond(one.time) === now && one.state === state && one.body.markdown.trim() === body)
    : posting.again === true
      ? updates.some((one) => one.time > now - DAY && one.state === state && one.body.markdown.trim() === body)
      : called === null && saidJustNow(updates, { state, text: body, components }, now) !== undefined
  const window = {
    start: posting.scheduled_for ?? change.window?.start ?? now,
    end: posting.scheduled_until ?? change.window?.end ?? now,
  }
  if (window.end <= window.start) return { refused: 'Unexpected end, expected one after the beginning.\n' }
  const isMoved = window.start !== change.window?.start || window.end !== change.window.end
  if (isSaid && !isMoved) return { already: `${id} says so already`, id }
  if (OVER.has(change.status) && posting.state !== change.status)
    return { refused: `${id} is over: ${change.status.replace('_', ' ')}. Announce another one.\n` }
  const told = toldRecord({ ...toldOf(posting, state), title: called, components, mark: markFor(posting) })
  const text = recordText(told.data, told.body)
  const path = isSaid ? null : placeFor(text, folderOf(file), now, desk)
  const edits: FileEdit[] = path === null ? [] : [{ path, was: null, text }]
  const was = around.texts.get(file) ?? ''
  const status = STATUS[state]
  const { outcome } = outcomeOf(state, { start: window.start, started: change.outcome?.started }, now)
  const fields: FrontMatterEdit[] = [
    ...(status === change.status || (status === 'approved' && change.status !== 'draft')
      ? []
      : [{ key: 'status', value: status }]),
    ...(isMoved
      ? [{ key: 'window', value: { start: formatInstant(window.start), end: formatInstant(window.end) } }]
      : []),
    ...(outcome && status !== change.status ? [{ key: 'outcome', value: outcome, after: ['window'] }] : []),
  ]
  const index = fields.length === 0 ? was : editFrontMatter(was, fields)
  if (index === null) return { refused: `The front matter of ${file} can't be edited safely. Edit it by hand.\n` }
  if (index !== was) edits.push({ path: file, was, text: index })
  return edits.length === 0
    ? { already: `${id} says so already`, id }
    : { writing: { id, edits, message: `${id}: ${state.replace('_', ' ')}` } }
}
