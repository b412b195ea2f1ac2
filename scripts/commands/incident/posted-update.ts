import type { IncidentPosting } from '#model/incident/posted/posting'
import { lastWord } from '#model/incident/draft-record'
import { plainLine } from '#model/records/plain-line'
import type { ComponentStatus, IncidentUpdate } from '#model/records/update'
import { formatInstant } from '#model/time'
import { toSecond, type Desk } from './desk.ts'
import type { IncidentOptions } from './options.ts'
import { again, markFor, writtenBefore } from './posted-again.ts'
import { comesLate } from './posted-late.ts'
import { recordEdits } from './record-edit.ts'
import { resolution } from './resolve.ts'
import type { Step } from './settle.ts'
import { named, type Target } from './target.ts'
import { stepOf, update } from './update.ts'
import { wordTo } from './word.ts'

type Components = Readonly<Record<string, ComponentStatus>>

/** What a posting adds to an incident that is there. */
export async function goneOn(posting: IncidentPosting, components: Components, id: string, desk: Desk): Promise<Step> {
  const about = named(id, desk)
  if ('error' in about)
    return { refused: `${id} can't be written to: its record can't be read, or its id is that of several.\n` }
  const there = writtenBefore(posting, about.updates)
  if (there) return again(posting, components, there, id, desk)
  const dated = posting.at !== undefined
  const isLater = ({ time }: IncidentUpdate) => dated && toSecond(time) > desk.now
  // What is told late is a word of its own time: what came after that doesn't count.
  const target = { ...about, updates: about.updates.filter((one) => !isLater(one)) }
  const { state, internal } = posting
  const last = lastWord(target.updates, desk.now)
  if (state === undefined && last?.state === 'resolved' && internal !== true) return closed(target, last.time)
  const options = optionsOf(posting, components, target, desk)
  const late = comesLate(state, desk.now, { id, later: about.updates.filter(isLater) }, desk)
  if ('refused' in late) return late
  if (late.endsNothing) {
    if (last?.state === 'resolved')
      return { refused: `${id} was over by then, since ${formatInstant(last.time)}; nothing is changed.\n` }
    const { edit } = await wordTo(target, 'resolved', options, desk, null)
    const index = about.incident ? recordEdits(desk, about.incident, { events: late.events }) : []
    if ('error' in index) return { refused: index.error }
    return { ...stepOf(target, [...(edit ? [edit] : []), ...index], `${id}: resolved`), id }
  }
  const step =
    state === 'resolved' ? await resolution(target, options, desk, null) : await update(target, options, desk, null)
  if ('writing' in step) return { writing: { ...step.writing, edits: [...step.writing.edits, ...late.edits] } }
  // Somebody else has ended it before: whoever says so once more is told, and may mean another time.
  if ('already' in step && dated && state === 'resolved' && !saidIn(target, posting, desk))
    return { refused: `${step.already}; nothing is changed.\n` }
  return 'already' in step ? { ...step, id } : step
}

/** Whether its end was told by these words already, as before updates were marked. */
const saidIn = ({ updates }: Target, { text = '' }: IncidentPosting, { now }: Desk): boolean =>
  updates.some(({ time, body }) => toSecond(time) === now && body.markdown.trim() === text.trim())

/** What a posting says, as flags would. */
function optionsOf(posting: IncidentPosting, components: Components, target: Target, desk: Desk): IncidentOptions {
  const { at, state, title, text, services, severity, impact, notify, next_update, internal, again: rerun } = posting
  return {
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
    posted: {
      dated: at !== undefined,
      stated: state !== undefined,
      again: rerun,
      impact,
      notify,
      mark: markFor(posting),
    },
  }
}

/** Nobody opens an incident again by a word that came late: who means it says how far it is. */
const closed = ({ id }: Target, since: number): Step => ({
  refused: `Customers read that ${id} is over, since ${formatInstant(since)}; nothing is changed. Who opens it again says its state: investigating, identified or monitoring.\n`,
})

/** What customers read as its title by now. */
const titleOf = ({ updates }: Target): string | undefined => updates.findLast(({ title }) => title !== undefined)?.title
