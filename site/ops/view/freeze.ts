import { freezesMet, meetsFreeze, type FreezeEffect } from '#model/change/freezes'
import type { Change } from '#model/records/change'
import type { Freeze } from '#model/records/freeze'
import type { Instant } from '#model/time'
import type { Ops } from './index.ts'
import { party, type Party } from './people.ts'
import { refer, type PageReference } from './reference.ts'
import { changeRow, services, some, type ChangeRow, type Some } from './rows.ts'
import type { State } from './state.ts'

/** What the page of a freeze shows. */
export interface FreezePage {
  record: Freeze
  freeze: PageReference
  level: string
  state: State
  /** Until it is over: then it says how long until what. */
  as_of: Instant | null
  owner: Party
  /** Null: all of them. */
  services: PageReference[] | null
  exceptions: { change: PageReference; by: Party; reason: string }[]
  /** How many planned changes it stops, asks one more approval of, and lets through. */
  counts: { stops: number; asks: number; passes: number }
  /** Planned changes whose window meets it, of services and environments that it holds for: those that it stops first. */
  planned: Some<ChangeRow & { effect: string; stops: boolean }>
}

const EFFECTS: Record<FreezeEffect, string> = {
  stops: 'Stopped: it needs another window, or an exception',
  one_more_approval: 'Takes one more approval',
  excepted: 'Excepted',
  emergency: 'An emergency may pass',
  exempt: 'Exempt',
  begun: 'Has begun, may finish',
  passed: 'It is over',
  held: 'It held for the window',
}
const ORDER: readonly FreezeEffect[] = ['stops', 'one_more_approval', 'excepted', 'emergency', 'begun', 'exempt']

/** A freeze's page, with the planned changes that it stands in the way of, and those that it lets through. */
export function freezePage(ops: Ops, freeze: Freeze): FreezePage {
  const { now } = ops
  const held = ops.planned
    .filter((change) => meetsFreeze(change, freeze))
    .map((change) => ({ change, effect: effectOn(change, freeze, now) }))
  const rank = (effect: FreezeEffect) => {
    const at = ORDER.indexOf(effect)
    return at === -1 ? ORDER.length : at
  }
  const count = (of: readonly FreezeEffect[]) => held.filter(({ effect }) => of.includes(effect)).length
  return {
    record: freeze,
    ...freezeSummary(ops, freeze),
    as_of: now < freeze.end ? now : null,
    level:
      freeze.level === 'hard'
        ? 'Hard: only excepted and emergency changes'
        : 'Soft: one more approval, standard changes exempt',
    owner: party(ops, freeze.owner),
    services: freeze.services === 'all' ? null : services(ops, freeze.services),
    exceptions: freeze.exceptions.map(({ change, by, reason }) => ({
      change: refer('change', change, ops.links.changes.get(change)),
      by: party(ops, by),
      reason,
    })),
    counts: {
      stops: count(['stops']),
      asks: count(['one_more_approval']),
      passes: count(['excepted', 'emergency', 'begun', 'exempt']),
    },
    planned: some(
      held.toSorted((a, b) => rank(a.effect) - rank(b.effect)),
      50,
      ({ change, effect }) => ({ ...changeRow(ops, change), effect: EFFECTS[effect], stops: effect === 'stops' }),
    ),
  }
}

const effectOn = (change: Change, freeze: Freeze, now: Instant): FreezeEffect =>
  freezesMet(change, [freeze], { before: change, now, merging: false })[0]?.effect ?? 'held'

/** A freeze's name and whether it is to come, active or over; it is over at its `end` itself. */
export const freezeSummary = ({ now }: Ops, freeze: Freeze): { freeze: PageReference; state: State } => ({
  freeze: refer('freeze', freeze.id, freeze),
  state:
    now < freeze.start
      ? { word: 'To come', tone: 'neutral' }
      : now < freeze.end
        ? { word: 'Active', tone: 'degraded_performance' }
        : { word: 'Over', tone: 'neutral' },
})
