import type { Change } from '#model/records/change'
import type { Freeze } from '#model/records/freeze'
import { freezesOver } from '#model/change/freezes'
import type { Ops } from './index.ts'
import { refer, type Reference } from './reference.ts'
import { standingOf } from './state.ts'
import type { Instant } from '#model/time'

/** A freeze that holds for a change's window. */
export interface FreezeMet {
  freeze: Reference
  level: Freeze['level']
  from: Instant
  to: Instant
  /** What it means for this change, a sentence. */
  effect: string
  /** It may not go ahead as it is planned. */
  stops: boolean
}

/** The freezes that a change's window meets, the earliest first. */
export const freezesMet = (ops: Ops, change: Change): FreezeMet[] =>
  freezesOver(change, ops.catalog.freezes)
    .toSorted((a, b) => a.start - b.start)
    .map((freeze) => ({
      freeze: refer('freeze', freeze.id, freeze),
      level: freeze.level,
      from: freeze.start,
      to: freeze.end,
      ...effectOn(change, freeze, ops.now),
    }))

function effectOn(change: Change, { level, exceptions, owner }: Freeze, now: Instant) {
  const passes = (effect: string) => ({ effect, stops: false })
  if (level === 'soft')
    return passes(change.type === 'normal' ? 'It takes one more approval.' : `It exempts ${change.type} changes.`)
  const exception = exceptions.find((one) => one.change === change.id)
  if (exception) return passes(`Excepted by ${exception.by}: ${exception.reason}`)
  if (change.type === 'emergency') return passes('An emergency may pass.')
  const standing = standingOf(change, now)
  if (standing === 'in_progress') return passes('What has begun may finish.')
  if (!['draft', 'proposed', 'approved'].includes(standing)) return passes('It held for the window.')
  return { effect: `It may not run then, unless ${owner} excepts it.`, stops: true }
}
