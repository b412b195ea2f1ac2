import { isOpen } from '#model/records/incident'
import { standingOf, isAhead } from '#model/change/standing'
import type { Named } from './found.ts'
import { folded } from './words.ts'
import type { Ops } from '../index.ts'
import { foundOf, type SearchPart, type SearchRecords } from './parts.ts'
import type { SearchRecord } from './record.ts'

/** The small table, with the paths of the parts. */
export interface SearchNames {
  entries: Named[]
  parts: { path: string; past: boolean }[]
}

/** Everything that has a name and doesn't grow with the years, and of the rest what goes on or is ahead. */
export function searchNames(ops: Ops, records: SearchRecords, parts: readonly SearchPart[]): SearchNames {
  const isCurrent = current(ops)
  const named = [
    ...records.catalogue,
    ...records.runbooks,
    ...[...records.incidents, ...records.changes].filter(({ id }) => isCurrent.has(id)),
  ]
  return {
    entries: named.map((record) => ({ ...foundOf(record), keys: keysOf(record) })),
    parts: parts.map(({ path, past }) => ({ path, past })),
  }
}

/** Ids of incidents and changes that go on or are ahead. */
export const current = ({ links, broken, planned, now }: Ops): ReadonlySet<string> =>
  new Set([
    ...[...links.incidents.values(), ...broken.incidents].filter((one) => isOpen(one, now)).map(({ id }) => id),
    ...planned.filter((one) => isAhead(standingOf(one, now))).map(({ id }) => id),
    ...broken.unread.map(({ id }) => id),
  ])

/** Of a runbook the last part of its id, too. What names an alert comes with it: its incident, what to do. */
const keysOf = ({ id, title, names }: SearchRecord): string[] => [
  ...new Set([id, title, id.slice(id.lastIndexOf('/') + 1), ...names].map(folded)),
]
