import { toldRecord } from '#model/incident/draft-record'
import { promisedUpdate } from '#model/incident/promise'
import { SAME_FOR, type IncidentPosting } from '#model/incident/posted/posting'
import type { Incident } from '#model/records/incident'
import { isSeen, plainLine } from '#model/records/plain-line'
import { POST_SOURCE } from '#model/records/source'
import type { ComponentStatus } from '#model/records/update'
import { DAY } from '#model/time'
import { printable } from '#report/text'
import { toSecond, type Desk } from './desk.ts'
import { componentsNamed } from './named-components.ts'
import { opened } from './open.ts'
import { writtenBefore } from './posted-again.ts'
import { keyInRecord, recordNamed, unreadOfKey } from './posted-record.ts'
import { goneOn } from './posted-update.ts'
import { overJustNow } from './resolve.ts'
import type { Step } from './settle.ts'
import { line, openOnes } from './target.ts'

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
    return { refused: noIncident(posting.update) }
  }
  return begun(posting, components, desk)
}

/** Without those that are open, as the command has them: the answer may stand in an issue, and their titles are for us. */
const noIncident = (name: string): string =>
  `No incident ${printable(name.slice(0, 100))} that can be read. Name one by its id, that of its page, or the key that it was opened with.\n`

/** Who names none means the one that is open; of a run that is done again the one that was open then. */
function onlyOpen(posting: IncidentPosting, components: Components, desk: Desk): Step | Promise<Step> {
  const { catalog } = desk.content
  const before = [...catalog.incidents, ...catalog.salvaged].find((one) => writtenBefore(posting, one.updates ?? []))
  if (before) return goneOn(posting, components, before.id, desk)
  const open = openOnes({ ...catalog, now: desk.now })
  const [only, other] = open
  if (only && !other) return goneOn(posting, components, only.id, desk)
  if (other)
    return { refused: `Several incidents are open. Name the one that is meant:\n${open.map(line).join('\n')}\n` }
  const ended = posting.state === 'resolved' ? overJustNow(desk, posting.again === true ? DAY : SAME_FOR) : null
  return ended ?? { refused: 'No incident is open. Name the one that is meant, such as INC-2026-0031.\n' }
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
