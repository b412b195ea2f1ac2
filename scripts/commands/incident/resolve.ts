import type { FileEdit } from '#io/write-together'
import type { FrontMatterEdit } from '#io/front-matter-edit'
import { aboveTime, lastWord } from '#model/incident/draft-record'
import { reviewWithin } from '#model/incident/review'
import { SAME_FOR } from '#model/incident/posted/posting'
import { isOpen, type Incident } from '#model/records/incident'
import { formatInstant, type Instant } from '#model/time'
import type { Terminal } from '../terminal.ts'
import type { Desk } from './desk.ts'
import type { IncidentOptions } from './options.ts'
import { recordEdits } from './record-edit.ts'
import type { Target } from './target.ts'
import type { Step } from './settle.ts'
import { onTarget } from './turn.ts'
import { wordTo, type Questions } from './word.ts'

/** Ends an incident: for us, and where customers have read of it for them too. */
export async function resolveIncident(
  id: string | undefined,
  options: IncidentOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.alert !== undefined) {
    const { takeAlert } = await import('./alert.ts')
    return takeAlert('resolve', id, { ...options, alert: options.alert }, terminal)
  }
  return onTarget(id, options, terminal, resolution, (desk) => overJustNow(desk, SAME_FOR))
}

/** That what somebody wants to end was ended moments ago: by the same command, as a rule, whose answer went unheard. */
export function overJustNow({ content: { catalog }, now }: Desk, within: number): Step | null {
  const ended = catalog.incidents.filter(({ resolved = -Infinity }) => resolved <= now && now - resolved <= within)
  const last = ended.toSorted((a, b) => (a.resolved ?? 0) - (b.resolved ?? 0)).at(-1)
  return last ? overAlready(last) : null
}

const overAlready = ({ id, resolved }: Pick<Incident, 'id' | 'resolved'>): { already: string; id: string } => ({
  already: `${id} is over already${resolved === undefined ? '' : `, since ${formatInstant(resolved)}`}`,
  id,
})

/** What ends an incident, as far as it isn't over yet. */
export async function resolution(
  target: Target,
  options: IncidentOptions,
  desk: Desk,
  questions: Questions | null,
): Promise<Step> {
  const { id, incident, updates } = target
  const last = lastWord(updates, desk.now)
  const openInside = incident !== null && isOpen(incident, desk.now)
  const openOutside = last !== undefined && last.state !== 'resolved' && options.internal !== true
  if (!openInside && !openOutside) return overAlready({ id, resolved: incident?.resolved })
  const word = openOutside ? await wordTo(target, 'resolved', options, desk, questions) : null
  const ended = word?.at ?? (last?.state === 'resolved' ? last.time : desk.now)
  // Run again after it was stopped half-way, the words are with the customers already.
  const said = last?.state === 'resolved' && last.body.markdown.trim() === options.text?.trim()
  const index = openInside ? recordEdits(desk, incident, endAt(ended, word || said ? undefined : options.text)) : []
  if ('error' in index) return { refused: index.error }
  const edits: FileEdit[] = [...(word?.edit ? [word.edit] : []), ...index]
  const within = incident && reviewWithin(incident, desk.content.catalog.policy)
  const lines = [
    ...(openInside ? [`resolved: ${formatInstant(ended)}`] : []),
    ...(openInside && within !== null ? [`its review is due by ${formatInstant(ended + within)}`] : []),
    ...(incident ? [] : [`write \`resolved: ${formatInstant(ended)}\` into ${target.file} by hand: it can't be read`]),
  ]
  return { writing: { id, edits, message: `${id}: resolved`, lines } }
}

function endAt(at: Instant, words: string | undefined) {
  const fields: FrontMatterEdit[] = [{ key: 'resolved', value: formatInstant(at), after: aboveTime('resolved') }]
  return { fields, events: words === undefined ? [] : [{ at, words }] }
}
