import type { Month } from '#model/month'
import { isAhead, isUnderWay, standingOf } from '#model/change/standing'
import type { Change } from '#model/records/change'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { NEWEST, yearList, yearsOf, type YearList, type YearPage } from '../list.ts'
import { refer, type PageReference } from '../reference.ts'
import { changeRow, some, type ChangeRow, type Some } from '../rows.ts'

/** A change in the list of all. */
export type ListedChange = ChangeRow & {
  /** Of its window, in the zone of the site; null where it has none. */
  month: Month | null
  /** Those that own its services. */
  teams: PageReference[]
}

/** In the order in which one looks for them. */
export const CHANGE_GROUPS = ['running', 'left', 'ahead', 'draft', 'over'] as const
export type ChangeGroup = (typeof CHANGE_GROUPS)[number]

/** What the page of all changes shows: what runs, what nobody began or recorded, what is ahead, and the newest of the rest. */
export interface ChangeList {
  years: YearList<unknown>['years']
  groups: ({ group: ChangeGroup; count: number } & Some<ListedChange>)[]
  /** How many of those that are ahead or running lack an approval. */
  lacking: number
  as_of: Instant
}

const MOST: Record<ChangeGroup, number> = { running: 50, left: 20, ahead: NEWEST, draft: 20, over: 50 }

/** As of now; one pass over all changes, and rows of those that are shown. */
export function changeList(ops: Ops): ChangeList {
  const { catalog, now } = ops
  const groups = Map.groupBy(catalog.changes, (change) => groupOf(change, now))
  const shown = CHANGE_GROUPS.flatMap((group) => {
    const all = groups.get(group) ?? []
    if (all.length === 0) return []
    // What is next comes first; of what is over the newest does.
    const ordered = group === 'ahead' || group === 'running' ? all.toReversed() : all
    return { group, count: all.length, ...some(ordered, MOST[group], (one) => listedChange(ops, one)) }
  })
  return {
    years: yearsOf(catalog.changes),
    groups: shown,
    lacking: shown.flatMap(({ rows }) => rows).filter(({ lacks }) => lacks > 0).length,
    as_of: now,
  }
}

function groupOf(change: Change, now: Instant): ChangeGroup {
  const standing = standingOf(change, now)
  if (isUnderWay(standing)) return 'running'
  if (standing === 'missed' || standing === 'unrecorded') return 'left'
  if (standing === 'draft') return 'draft'
  return isAhead(standing) ? 'ahead' : 'over'
}

const listedChange = (ops: Ops, change: Change): ListedChange => {
  const row = changeRow(ops, change)
  return {
    ...row,
    month: row.from === null ? null : ops.monthOf(row.from),
    teams: [...new Set(change.services.flatMap((id) => ops.links.services.get(id)?.team ?? []))].map((id) =>
      refer('team', id, ops.links.teams.get(id)),
    ),
  }
}

/** A page of a year's changes. */
export const changeYear = (
  ops: Ops,
  page: YearPage<Change>,
  years: YearList<unknown>['years'],
): YearList<ListedChange> => yearList(page, years, (one) => listedChange(ops, one))
