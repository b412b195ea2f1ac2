import type { FrontMatterEdit } from '#io/front-matter-edit'
import type { FileEdit } from '#io/write-together'
import { lastWord } from '#model/incident/draft-record'
import type { NewEvent } from '#model/incident/timeline-line'
import { isOpen, type Incident } from '#model/records/incident'
import { formatInstant } from '#model/time'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { Desk } from './desk.ts'
import type { IncidentOptions } from './options.ts'
import { recordEdits } from './record-edit.ts'
import { resolution } from './resolve.ts'
import type { Target } from './target.ts'
import type { Step } from './settle.ts'
import { onTarget } from './turn.ts'
import { wordTo, type Questions } from './word.ts'

/** Tells how an incident goes on: customers, or with `--internal` its timeline. */
export async function updateIncident(
  id: string | undefined,
  options: IncidentOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.alert !== undefined) {
    const { takeAlert } = await import('./alert.ts')
    return takeAlert('update', id, { ...options, alert: options.alert }, terminal)
  }
  return onTarget(id, options, terminal, update)
}

/** What a further word on an incident writes. */
export async function update(
  target: Target,
  options: IncidentOptions,
  desk: Desk,
  questions: Questions | null,
): Promise<Step> {
  if (options.internal === true) return eventOf(target, options, desk, questions)
  const last = lastWord(target.updates, desk.now)?.state
  if (options.state === undefined && questions) options.state = await questions.askState(last ?? 'investigating')
  const state = options.state ?? last ?? 'investigating'
  if (state === 'resolved') {
    if (options.state === undefined)
      throw new UsageError(
        `Customers read that ${target.id} is over. --state resolved adds a word to that, --state investigating opens it again.`,
      )
    const closed = target.incident !== null && !isOpen(target.incident, desk.now)
    if (!closed || last !== 'resolved') return resolution(target, options, desk, questions)
  }
  const word = await wordTo(target, state, options, desk, questions)
  const change = changeOf(target, options, desk, state !== 'resolved')
  if ('refused' in change) return change
  const index = target.incident ? recordEdits(desk, target.incident, { ...change, asFolder: word.edit !== null }) : []
  if ('error' in index) return { refused: index.error }
  return stepOf(target, [...(word.edit ? [word.edit] : []), ...index], `${target.id}: ${state}`)
}

/** What else the flags say of the record; an incident that is over is opened again. */
function changeOf(
  { id, incident }: Target,
  { severity, service }: IncidentOptions,
  { now }: Desk,
  goesOn: boolean,
): { fields: FrontMatterEdit[]; events: NewEvent[] } | { refused: string } {
  if (!incident) return { fields: [], events: [] }
  if (goesOn && incident.closed_as !== undefined)
    return {
      refused: `${id} is closed as ${incident.closed_as.replace('_', ' ')}: open another one, or take \`closed_as\` out of ${incident.file}.\n`,
    }
  const again = goesOn && !isOpen(incident, now)
  const services = [...new Set([...incident.services, ...(service ?? [])])]
  return {
    fields: [
      ...(severity !== undefined && severity !== incident.severity ? [{ key: 'severity', value: severity }] : []),
      ...(services.length > incident.services.length
        ? [{ key: 'services', value: services, after: ['severity'] }]
        : []),
      ...(again ? [{ key: 'resolved', value: null }] : []),
    ],
    events:
      again && incident.resolved !== undefined
        ? [{ at: now, words: `Opened again; it was resolved at ${formatInstant(incident.resolved)}.` }]
        : [],
  }
}

async function eventOf(
  target: Target,
  options: IncidentOptions,
  desk: Desk,
  questions: Questions | null,
): Promise<Step> {
  if (!target.incident)
    return { refused: `${target.file} can't be read, and its timeline is in it; \`npx evenkeel validate\` says why.\n` }
  options.text ??= await questions?.askEvent()
  if (options.text === undefined) throw new UsageError('Missing: --text, what happened.')
  const { fields } = fieldsAlone(target.incident, options, desk)
  const edits = recordEdits(desk, target.incident, { fields, events: [{ at: desk.now, words: options.text }] })
  return 'error' in edits ? { refused: edits.error } : stepOf(target, edits, `${target.id}: timeline`)
}

const fieldsAlone = (incident: Incident, options: IncidentOptions, desk: Desk): { fields: FrontMatterEdit[] } => {
  const change = changeOf({ id: incident.id, incident, file: incident.file, updates: [] }, options, desk, false)
  return 'refused' in change ? { fields: [] } : change
}

/** Files to write, or that there are none. */
export const stepOf = ({ id }: Target, edits: FileEdit[], message: string, lines: string[] = []): Step =>
  edits.length === 0 ? { already: `${id} says so already` } : { writing: { id, edits, message, lines } }
