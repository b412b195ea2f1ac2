import { meetsFreeze } from '#model/change/freezes'
import type { Freeze } from '#model/records/freeze'
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
  owner: Party
  /** Null: all of them. */
  services: PageReference[] | null
  exceptions: { change: PageReference; by: Party; reason: string }[]
  /** Planned changes whose window meets it, of services and environments that it holds for. */
  planned: Some<ChangeRow>
}

/** A freeze's page, with the planned changes that it stands in the way of, excepted ones too. */
export function freezePage(ops: Ops, freeze: Freeze): FreezePage {
  const held = ops.planned.filter((change) => meetsFreeze(change, freeze))
  return {
    record: freeze,
    ...freezeSummary(ops, freeze),
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
    planned: some(held, 50, (change) => changeRow(ops, change)),
  }
}

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
