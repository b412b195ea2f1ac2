import { isApprovedOn } from '#model/change/standing'
import type { Change } from '#model/records/change'
import type { FreezeEffect, FreezeMet } from '#model/change/freezes'
import type { ChangeVerdict, Meeting } from '#model/gate/verdict'
import { code, linkTo, plain } from './escape.ts'
import type { Around } from './change.ts'
import { MARKS } from './findings.ts'
import { spanWords } from './moments.ts'
import { words } from './words.ts'

/** More of them than this are only counted. */
const SHOWN = 10

/** What else is at work on its services, or on those that they depend on, at the same time. */
export function conflictLines(
  { meetings, judged: { change } }: ChangeVerdict,
  { pageOf }: Pick<Around, 'pageOf'>,
): string[] {
  if (!change.window) return []
  if (meetings.length === 0) return ['**Conflicts:** none. Nothing else is planned on its services in that time.']
  const more = meetings.length - SHOWN
  return [
    `**Conflicts: ${meetings.length}**`,
    [
      ...meetings.slice(0, SHOWN).map((meeting) => meetingLine(meeting, pageOf)),
      ...(more > 0 ? [`- … and ${more} more`] : []),
    ].join('\n'),
  ]
}

function meetingLine({ conflict, other, severity }: Meeting, pageOf: Around['pageOf']): string {
  const page = pageOf(other.id)
  const name = page ? linkTo(plain(other.id), page) : plain(other.id)
  const time = spanWords({ start: conflict.overlap.from, end: conflict.overlap.to })
  const how =
    conflict.kind === 'same_service'
      ? `Both work on ${code(conflict.service)}`
      : `One depends on the other: ${conflict.path
          .slice(0, 12)
          .map((one) => code(one))
          .join(' → ')}`
  const who = other.implementer ? `, ${other.implementer}` : ''
  return `- ${MARKS[severity]} ${name} ${plain(other.title)} (${plain(`${words(other.status)}${who}`)}). ${how}, ${time}.`
}

/** The freezes that its window meets. */
export function freezeLines({ judged: { change, freezes } }: ChangeVerdict): string[] {
  if (freezes.length === 0) return change.window ? ['**Freezes:** none in that time.'] : []
  const more = freezes.length - SHOWN
  return [
    `**Freezes: ${freezes.length}**`,
    [
      ...freezes.slice(0, SHOWN).map((met) => freezeLine(met, change)),
      ...(more > 0 ? [`- … and ${more} more`] : []),
    ].join('\n'),
  ]
}

function freezeLine({ freeze, effect }: FreezeMet, change: Change): string {
  const { title, level, owner, exceptions } = freeze
  const mark = effect === 'stops' ? (isApprovedOn(change) ? MARKS.error : MARKS.warning) : MARKS.good
  const exception = effect === 'excepted' ? exceptions.find((one) => one.change === change.id) : undefined
  const told = exception
    ? `excepted by ${exception.by}, ${exception.reason}`
    : effect === 'exempt'
      ? `${change.type} changes are exempt`
      : EFFECTS[effect]
  return `- ${mark} ${plain(title)} (${level}, ${spanWords(freeze)}; ask ${plain(owner)}): ${plain(told)}.`
}

const EFFECTS: Record<Exclude<FreezeEffect, 'exempt'>, string> = {
  one_more_approval: 'one more approval is needed',
  excepted: 'it is excepted',
  emergency: 'an emergency may pass',
  begun: 'what has begun may finish',
  passed: 'it is over',
  held: 'it held for the window',
  stops: 'no change but an emergency may run then',
}
