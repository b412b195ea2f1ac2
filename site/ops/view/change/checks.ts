import { outsideWindows } from '#model/change/maintenance-window'
import { overlaps } from '#model/interval'
import type { Change } from '#model/records/change'
import type { Ops } from '../index.ts'
import { lapse } from '../lapse.ts'
import type { FreezeNotice } from './freezes.ts'

/** Something that is asked of a planned change, and whether it is so. */
export interface Check {
  words: string
  ok: boolean
}

/** What else a window is judged by, beside approvals, conflicts and budgets; empty of one that has no window. */
export function windowChecks({ catalog, links }: Ops, change: Change, freezes: readonly FreezeNotice[]): Check[] {
  if (!change.window) return []
  const window = { from: change.window.start, to: change.window.end }
  const own = change.services.flatMap((id) => links.services.get(id) ?? [])
  const choosy = own.filter(({ maintenance_windows }) => maintenance_windows.length > 0)
  const notice = catalog.policy.maintenance.min_notice
  const [first] = change.updates ?? []
  const events = catalog.events.filter(
    ({ services, start, end }) =>
      overlaps(window, { from: start, to: end }) &&
      (services === 'all' || services.some((id) => change.services.includes(id))),
  )
  return [
    ...(choosy.length > 0 && change.type !== 'emergency'
      ? [
          {
            words: `In the maintenance window of ${choosy.length === 1 ? 'its service' : 'its services'}`,
            ok: !choosy.some((service) => outsideWindows(service, window, catalog.site.time_zone)),
          },
        ]
      : []),
    ...(first ? [{ words: `Customers told ${lapse(notice)} ahead`, ok: window.from - first.time >= notice }] : []),
    { words: 'No freeze that stops it', ok: !freezes.some(({ stops }) => stops) },
    { words: 'Clear of customer events', ok: events.length === 0 },
  ]
}
