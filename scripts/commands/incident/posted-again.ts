import { ownValue } from '#model/records/own-value'
import { editFrontMatter } from '#io/front-matter-edit'
import { blockOf } from '#model/incident/draft-record'
import type { IncidentPosting, MaintenancePosting } from '#model/incident/posted/posting'
import { markOf } from '#model/records/posted-mark'
import type { ComponentStatus, Update } from '#model/records/update'
import { formatInstant } from '#model/time'
import { toSecond, type Desk } from './desk.ts'
import type { Step } from './settle.ts'

type Said = IncidentPosting | MaintenancePosting

/** What an update is marked with; undefined: nothing tells it from another one of the same words. */
export const markFor = ({ key, byWords, at, state, edited }: Said): Update['posted'] =>
  byWords === true ? undefined : { id: markOf(key), as_before: at !== undefined && state === undefined, edited }

/**
 * The update that a posting has written before, whatever became of its words since; of an edit also one of its second that
 * bears no mark, as they had none once.
 */
export function writtenBefore<T extends Update>(posting: Said, updates: readonly T[]): T | undefined {
  const mark = markFor(posting)
  if (!mark) return undefined
  const found = updates.find(({ posted }) => posted?.id === mark.id)
  if (found || posting.edited === undefined || posting.at === undefined) return found
  const second = toSecond(posting.at)
  return updates.find(({ posted, time }) => posted === undefined && toSecond(time) === second)
}

/**
 * What comes of a posting whose update is there. What is delivered again changes nothing, though somebody has corrected the
 * words meanwhile; a later edit puts its words in their place. Whichever is delivered first, those that were written last
 * stay.
 */
export function again(
  posting: Said,
  components: Readonly<Record<string, ComponentStatus>>,
  there: Update,
  id: string,
  { around }: Desk,
): Step {
  const { edited, state, text = '' } = posting
  const already = { already: `${id} says so already`, id }
  if (edited === undefined || edited <= (there.posted?.edited ?? -Infinity)) return already
  const settings = Object.entries(components)
  const isSame =
    (state === undefined || state === there.state) &&
    settings.length === Object.keys(there.components).length &&
    settings.every(([name, status]) => ownValue(there.components, name)?.status === status)
  if (!isSame)
    return {
      refused:
        'Unexpected edit of what is said of the state or of components, expected one of the words alone. How it goes on is told by a new comment.\n',
    }
  const was = around.texts.get(there.file) ?? ''
  const { markdown } = there.body
  const above = was.slice(0, was.length - markdown.length)
  const value = { id: markOf(posting.key), edited: formatInstant(edited) }
  const front = editFrontMatter(above, [{ key: 'posted', value }])
  if (front === null || !was.endsWith(markdown))
    return { refused: `${there.file} is written in a way that can't be edited safely. Edit it by hand.\n` }
  const edits = [{ path: there.file, was, text: `${front}${blockOf(text)}\n` }]
  return { writing: { id, edits, message: `${id}: other words` } }
}
