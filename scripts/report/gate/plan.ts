import type { Change } from '#model/records/change'
import { isApprovedOn } from '#model/change/standing'
import { formatDuration } from '#model/time'
import type { Around } from './change.ts'
import { code, fenced, linkTo, plain } from './escape.ts'
import { folded } from './findings.ts'
import { lengthOf } from './room.ts'
import { count } from './words.ts'

/** More criteria or steps than this are only counted. */
const SHOWN = 10
/** Less than this of a plan is no help. */
const LEAST = 400
/** More characters of a plan than this aren't shown, however much room there is. */
const MOST = 12_000

/** The plan with its rollback, to be opened: as it is written, for its words are a stranger's. Of what there is no room for, where it stands. */
export function planFold(change: Change, isNew: boolean, around: Around, room: number): string[] {
  const { rollback, body } = change
  const text = body.markdown.trim()
  if (!rollback && text === '') return []
  const above = [...links(change, isNew, around), ...rolloutLines(change), ...rollbackLines(change)]
  const left = Math.min(MOST, room - lengthOf(above) - 200)
  if (left < LEAST) return [`The plan: ${code(change.file)}; there is no room for it here.`]
  const isCut = text.length > left
  return [
    folded('Plan and rollback', [
      ...above,
      ...(text === '' ? [] : [fenced(text, left, 'markdown')]),
      ...(isCut
        ? [`Of ${text.length} characters that is the beginning; the whole stands in ${code(change.file)}.`]
        : []),
    ]),
  ]
}

/** Where it is read as a page. */
function links({ id, file }: Change, isNew: boolean, { pageOf, fileUrl }: Around): string[] {
  const [page, there] = [pageOf(id), fileUrl(file)]
  const ways = [
    ...(there === null ? [] : [linkTo('rendered as this pull request has it', there)]),
    ...(page === null ? [] : [`${linkTo('its page on the ops site', page)}${isNew ? ', from the merge on' : ''}`]),
  ]
  return ways.length === 0 ? [] : [`To read it as a page: ${ways.join('; ')}.`]
}

function rolloutLines({ rollout = [] }: Change): string[] {
  if (rollout.length === 0) return []
  const steps = rollout.slice(0, SHOWN).map(({ percent, bake, success }) => {
    const held = bake === undefined ? '' : `, watched for ${formatDuration(bake)}`
    return `- ${percent} %${held}${success === undefined ? '' : `: ${plain(success)}`}`
  })
  const more = rollout.length - steps.length
  return ['**Rolled out** to', [...steps, ...(more > 0 ? [`- … and ${count(more, 'more step')}`] : [])].join('\n')]
}

function rollbackLines({ rollback, status }: Change): string[] {
  if (!rollback) return []
  const due = isApprovedOn({ status }) ? '' : ', once approved'
  const items = rollback.criteria.slice(0, SHOWN).map(({ metric, comparator, threshold, for: held, action }) => {
    const lasting = held === undefined ? '' : ` for ${formatDuration(held)}`
    return `- ${code(`${metric} ${comparator} ${threshold}`)}${lasting}: ${action === 'automatic' ? 'automatically' : 'by hand'}`
  })
  const more = rollback.criteria.length - items.length
  return [
    `**Rolled back${due}** within ${formatDuration(rollback.max_duration)}, when`,
    [...items, ...(more > 0 ? [`- … or one of ${more} more criteria is met`] : [])].join('\n'),
  ]
}
