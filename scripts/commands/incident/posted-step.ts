import { SAME_FOR, type Posting } from '#model/incident/posted/posting'
import { unsound } from '#model/incident/posted/sound-text'
import { outOfTime } from '#model/incident/posted/time-bounds'
import { isOpen } from '#model/records/incident'
import { toSecond, type Desk } from './desk.ts'
import { incidentStep } from './posted-incident.ts'
import { recordOfKey, unreadOfKey } from './posted-record.ts'
import type { Step } from './settle.ts'
import { postedAndTakenOut, takenOutWords } from './taken-out.ts'
import { UsageError } from '../usage-error.ts'

/** What a posting writes, whatever road it came by; or why nothing. */
export async function postedStep(posting: Posting, desk: Desk): Promise<Step> {
  // What is there already stays so, however late it is told again, and whatever else is there by now.
  const before = openedBefore(posting, desk)
  if (before) return before
  const garbled = unreadable(posting)
  if (garbled !== null) return { refused: garbled }
  const { now, site } = desk.content.catalog
  const late = outOfTime(posting, toSecond(now), site.time_zone)
  if (late !== null) return { refused: late }
  const step = await newStep(posting, desk)
  const gone = 'writing' in step ? await postedAndTakenOut(posting, desk) : null
  return gone
    ? {
        refused: `It was posted before, and ${takenOutWords(gone)}: a repetition doesn't bring it back. Post it anew.\n`,
      }
    : step
}

/** What is written of a posting that wasn't here yet. */
async function newStep(posting: Posting, desk: Desk): Promise<Step> {
  try {
    if (posting.kind === 'incident') return await incidentStep(posting, desk)
    if (posting.kind === 'maintenance') {
      const { maintenanceStep } = await import('./posted-maintenance.ts')
      return await maintenanceStep(posting, desk)
    }
    const { componentStep } = await import('./posted-component.ts')
    return componentStep(posting, desk)
  } catch (error) {
    // There are no flags here: what a command would say of them is said of the posting.
    if (error instanceof UsageError) return { refused: `${error.message}\n` }
    throw error
  }
}

function unreadable(posting: Posting): string | null {
  const said =
    posting.kind === 'component'
      ? [posting.name, posting.description, posting.group]
      : [posting.title, posting.text, posting.key]
  const what = said.map((text) => unsound(text ?? '')).find((one) => one !== null)
  return what === undefined ? null : `Unexpected text with ${what}, expected words that can be read.\n`
}

/** The record that a posting has opened before; undefined: there is none, or it adds to one. */
function openedBefore(posting: Posting, desk: Desk): Step | undefined {
  if (posting.kind === 'component' || posting.update !== undefined) return undefined
  const { incidents, changes, now } = desk.content.catalog
  const { key, byWords = false } = posting
  if (posting.kind === 'maintenance') {
    const id = recordOfKey(key, changes)?.id ?? unreadOfKey(key, 'change', desk)
    return id === undefined ? undefined : { already: `${id} has been announced already`, id }
  }
  const found = recordOfKey(key, incidents)
  const isSame = found !== undefined && (!byWords || isOpen(found, now) || now - found.started <= SAME_FOR)
  const id = isSame ? found.id : unreadOfKey(key, 'incident', desk)
  return id === undefined ? undefined : { already: `${id} has been opened already`, id }
}
