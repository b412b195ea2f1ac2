import { freeSlots } from '#model/change/free-slots'
import type { Interval } from '#model/interval'
import type { Service } from '#model/records/service'
import { addDays, HOUR, startOfDay, type CalendarDate, type Duration } from '#model/time'
import { byName } from '../list.ts'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { some, type Some } from '../rows.ts'

/** The next times at which a service is free for a change. */
export interface FreeTimes {
  length: Duration
  slots: Interval[]
}

/**
 * Where a normal change to production that isn't risky would meet nothing, for an hour, from tomorrow on: so that a page
 * says the same all day. Error budgets ask some changes to wait, by what they are for, and aren't looked at.
 */
export function freeTimesOf({ catalog, planned }: Ops, service: Service, today: CalendarDate): FreeTimes {
  const slots = freeSlots({
    change: { id: '', type: 'normal', environment: 'production', services: [service.id], implementer: undefined },
    length: HOUR,
    from: startOfDay(addDays(today, 1), catalog.site.time_zone),
    risk: null,
    catalog: { ...catalog, changes: planned },
    freezes: catalog.freezes,
    lead_time: catalog.policy.lead_time,
  })
  return { length: HOUR, slots }
}

/** Of each service of a team, with its own calendar, when it is free next; null where there is no time within what is looked at. */
export type TeamFreeTimes = Some<{ service: PageReference; next: Interval | null }>

const MOST_SERVICES = 12

/** The next free time of a team's services, by `freeTimesOf`. */
export const teamFreeTimes = (
  { links }: Ops,
  team: string,
  freeTimes: (service: Service) => FreeTimes,
): TeamFreeTimes =>
  some(byName(links.servicesOfTeam.get(team) ?? []), MOST_SERVICES, (service) => ({
    service: { ...refer('service', service.id, service), page: `/calendar/services/${service.id}/` },
    next: freeTimes(service).slots[0] ?? null,
  }))
