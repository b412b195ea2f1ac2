import type { IncidentPosting } from '#model/incident/posted/posting'
import { lastWord, toldRecord } from '#model/incident/draft-record'
import { promisedUpdate } from '#model/incident/promise'
import { isOpen, type Incident } from '#model/records/incident'
import { isSeen, plainLine } from '#model/records/plain-line'
import { POST_SOURCE } from '#model/records/source'
import type { ComponentStatus } from '#model/records/update'
import { formatInstant } from '#model/time'
import { printable } from '#report/text'
import { toSecond, type Desk } from './desk.ts'
import { componentsNamed } from './named-components.ts'
import { opened } from './open.ts'
import type { IncidentOptions } from './options.ts'
import { keyInRecord, recordNamed, unreadOfKey } from './posted-record.ts'
import { resolution } from './resolve.ts'
import type { Step } from './settle.ts'
import { named, type Target } from './target.ts'
import { stepOf, update } from './update.ts'
import { wordTo } from './word.ts'

/** What a posting of an incident writes: it opens the one of its key, or adds to the one that is there. */
export async function incidentStep(posting: IncidentPosting, today: Desk): Promise<Step> {
  const desk = { ...today, now: posting.at === undefined ? today.now : toSecond(posting.at) }
  const { catalog } = desk.content
  const found = componentsNamed(posting.components ?? {}, catalog)
  if ('error' in found) return { refused: found.error }
  const { components } = found
  const records = [...catalog.incidents, ...catalog.salvaged]
  if (posting.update === '') return onlyOpen(posting, components, desk)
  if (posting.update !== undefined) {
    const record = recordNamed(posting.update, records, catalog)
    const id = record?.id ?? unreadOfKey(posting.update, 'incident', desk)
    if (id !== undefined) return goneOn(posting, components, id, desk)
    const about = named(posting.update.toUpperCase(), desk)
    return { refused: 'error' in about ? about.error : `No incident ${printable(posting.update.slice(0, 100))}.\n` }
  }
  return begun(posting, components, desk)
}

/** Who names none means the one that is open. */
function onlyOpen(posting: IncidentPosting, components: Components, desk: Desk): Step | Promise<Step> {
  const open = desk.content.catalog.incidents.filter((one) => isOpen(one, desk.now))
  const [only, other] = open
  if (only && !other) return goneOn(posting, components, only.id, desk)
  if (!only) return { refused: 'No incident is open. Name the one that is meant, such as INC-2026-0031.\n' }
  return {
    refused: `Several incidents are open. Name the one that is meant: ${open.map(({ id }) => id).join(', ')}.\n`,
  }
}

type Components = Readonly<Record<string, ComponentStatus>>

async function begun(posting: IncidentPosting, components: Components, desk: Desk): Promise<Step> {
  const { impact, notify, internal = false, state = 'investigating', text = '', url } = posting
  const title = plainLine(posting.title ?? '')
  if (!isSeen(title)) return { refused: 'Missing the title, expected in one line what is wrong.\n' }
  const { now } = desk
  const isOver = state === 'resolved'
  const started = toSecond(posting.started ?? now)
  const severity = posting.severity ?? severityOf(impact, Object.values(components))
  const first = internal
    ? null
    : toldRecord({
        state,
        title,
        components,
        since: started < now && !isOver ? started : null,
        next_update: isOver ? null : promised(posting, desk, severity),
        text,
        impact,
        notify,
      })
  const opening = {
    title,
    severity,
    services: [...new Set([...(posting.services ?? []), ...Object.keys(components)])],
    started,
    source: { kind: POST_SOURCE, id: keyInRecord(posting.key), ...(url === undefined ? {} : { url }) },
    public_id: posting.public_id,
    resolved: isOver ? now : undefined,
  }
  const events = internal && text.trim() !== '' ? [{ at: now, words: text }] : []
  return opened(desk, { opening, events, first, lines: [] })
}

/** As the import takes it: https://support.atlassian.com/statuspage/docs/top-level-status-and-incident-impact-calculations/ */
const OF_IMPACT = { critical: 'SEV-1', major: 'SEV-2', minor: 'SEV-3', none: 'SEV-4' } as const

function severityOf(impact: IncidentPosting['impact'], states: readonly ComponentStatus[]): Incident['severity'] {
  if (impact !== undefined) return OF_IMPACT[impact]
  return states.some((one) => one === 'major_outage' || one === 'partial_outage') ? 'SEV-2' : 'SEV-3'
}

/** Where somebody says when, then; else as the policy has it. */
function promised(
  { next_update, state = 'investigating' }: IncidentPosting,
  { now, content }: Desk,
  severity: Incident['severity'] | null,
) {
  const said = next_update === undefined || next_update === null ? next_update : next_update - now
  return promisedUpdate(said, state, { severity, at: now, cadence: content.catalog.policy.cadence })
}

async function goneOn(posting: IncidentPosting, components: Components, id: string, desk: Desk): Promise<Step> {
  const about = named(id, desk)
  if ('error' in about) return { refused: about.error }
  const dated = posting.at !== undefined
  // What is told late is a word of its own time: what came after that doesn't count.
  const target = dated ? { ...about, updates: about.updates.filter(({ time }) => toSecond(time) <= desk.now) } : about
  const { state, title, text, services, severity, impact, notify, next_update, internal } = posting
  const last = lastWord(target.updates, desk.now)
  if (state === undefined && last?.state === 'resolved' && internal !== true) return closed(target, last.time)
  const options: IncidentOptions = {
    content: desk.folder,
    state,
    title: title === undefined || plainLine(title) === titleOf(target) ? undefined : title,
    text: text ?? (internal === true ? undefined : ''),
    component: components,
    service: services === undefined ? undefined : [...services],
    severity,
    internal,
    nextUpdate:
      next_update === undefined ? undefined : next_update === null ? 'none' : Math.max(0, next_update - desk.now),
    posted: { dated, stated: state !== undefined, again: posting.again, impact, notify },
  }
  // An end that is told late, after words which say that it goes on: it is read in its place, and ends nothing.
  const later = about.updates.at(-1)
  if (dated && state === 'resolved' && later && later.time > desk.now && later.state !== 'resolved') {
    const { edit } = await wordTo(target, state, options, desk, null)
    return { ...stepOf(target, edit ? [edit] : [], `${id}: resolved`), id }
  }
  const step =
    state === 'resolved' ? await resolution(target, options, desk, null) : await update(target, options, desk, null)
  return 'already' in step ? { ...step, id } : step
}

/** Nobody opens an incident again by a word that came late: who means it says how far it is. */
const closed = ({ id }: Target, since: number): Step => ({
  refused: `Customers read that ${id} is over, since ${formatInstant(since)}; nothing is changed. Who opens it again says its state: investigating, identified or monitoring.\n`,
})

/** What customers read as its title by now. */
const titleOf = ({ updates }: Target): string | undefined => updates.findLast(({ title }) => title !== undefined)?.title
