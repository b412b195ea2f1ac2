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

/** What a change meets in its time, in words: an item, and those below it. None where it meets nothing. */
export function collisionLines(verdict: ChangeVerdict, { pageOf }: Pick<Around, 'pageOf'>): string[] {
  const { meetings, judged } = verdict
  if (!judged.change.window) return []
  return [
    ...listed('Conflicts', meetings, (meeting) => meetingLine(meeting, pageOf)),
    ...listed('Freezes', judged.freezes, (met) => freezeLine(met, judged.change)),
  ]
}

function listed<T>(name: string, all: readonly T[], line: (one: T) => string): string[] {
  if (all.length === 0) return []
  const more = all.length - SHOWN
  const lines = [...all.slice(0, SHOWN).map(line), ...(more > 0 ? [`… and ${more} more`] : [])]
  return [[`**${name}: ${all.length}**`, ...lines.map((one) => `  - ${one}`)].join('\n')]
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
  return `${MARKS[severity]} ${name} ${plain(other.title)} (${plain(`${words(other.status)}${who}`)}). ${how}, ${time}.`
}

/** A freeze that its window meets, and what that means. */
function freezeLine({ freeze, effect }: FreezeMet, change: Change): string {
  const { title, level, owner, exceptions } = freeze
  const mark = effect === 'stops' ? (isApprovedOn(change) ? MARKS.error : MARKS.warning) : MARKS.good
  const exception = effect === 'excepted' ? exceptions.find((one) => one.change === change.id) : undefined
  const told = exception
    ? `excepted by ${exception.by}, ${exception.reason}`
    : effect === 'exempt'
      ? `${change.type} changes are exempt`
      : EFFECTS[effect]
  return `${mark} ${plain(title)} (${level}, ${spanWords(freeze)}; ask ${plain(owner)}): ${plain(told)}.`
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
