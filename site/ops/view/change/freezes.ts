import { freezesMet, type FreezeEffect, type FreezeMet } from '#model/change/freezes'
import type { Change } from '#model/records/change'
import type { Freeze } from '#model/records/freeze'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'

/** A freeze that holds for a change's window. */
export interface FreezeNotice {
  freeze: PageReference
  level: Freeze['level']
  from: Instant
  to: Instant
  /** What it means for this change, a sentence. */
  effect: string
  /** It may not go ahead as it is planned. */
  stops: boolean
}

/** The freezes that a change's window meets, as of now, the earliest first. */
export const freezeNotices = ({ catalog, now }: Ops, change: Change): FreezeNotice[] =>
  freezesMet(change, catalog.freezes, { before: change, now, merging: false })
    .toSorted((a, b) => a.freeze.start - b.freeze.start)
    .map((met) => ({
      freeze: refer('freeze', met.freeze.id, met.freeze),
      level: met.freeze.level,
      from: met.freeze.start,
      to: met.freeze.end,
      effect: sentenceOf(met, change),
      stops: met.effect === 'stops',
    }))

function sentenceOf({ freeze, effect }: FreezeMet, change: Change): string {
  const exception = effect === 'excepted' ? freeze.exceptions.find((one) => one.change === change.id) : undefined
  if (exception) return `Excepted by ${exception.by}: ${exception.reason}`
  if (effect === 'exempt') return `It exempts ${change.type} changes.`
  if (effect === 'stops') return `It may not run then, unless ${freeze.owner} excepts it.`
  return SENTENCES[effect]
}

const SENTENCES: Record<Exclude<FreezeEffect, 'exempt' | 'stops'>, string> = {
  one_more_approval: 'It takes one more approval.',
  excepted: 'It is excepted.',
  emergency: 'An emergency may pass.',
  begun: 'What has begun may finish.',
  passed: 'It is over.',
  held: 'It held for the window.',
}
