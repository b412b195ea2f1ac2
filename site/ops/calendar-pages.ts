import { withinSentence } from '#model/records/plain-line'
import type { OpsPage } from './locals'
import { entriesOfService, entriesOfTeam, type Calendar } from './view/calendar/calendar.ts'
import type { CalendarEntry } from './view/calendar/entry.ts'
import type { Service } from '#model/records/service'
import { freeTimesOf, teamFreeTimes, type FreeTimes, type TeamFreeTimes } from './view/calendar/free.ts'
import { calendarFeed, type CalendarFeed } from './view/calendar/ics.ts'
import { allCalendars, calendarsOfService, calendarsOfTeam, type Neighbours } from './view/calendar/neighbours.ts'
import { currentPage, monthPage } from './view/calendar/page.ts'
import type { Ops } from './view/index.ts'

/** The pages of the calendar and its files: everyone's, by month, of each team and of each service. */
export function calendarPages(ops: Ops, calendar: Calendar): OpsPage[] {
  const { links, now } = ops
  const neighbours = allCalendars(ops)
  const known = new Map<string, FreeTimes>()
  const free = (service: Service): FreeTimes => {
    const found = known.get(service.id) ?? freeTimesOf(ops, service, calendar.today)
    known.set(service.id, found)
    return found
  }
  return [
    {
      path: '/calendar.ics',
      route: '/calendar.ics',
      shows: () => ({ feed: calendarFeed(ops, calendar.entries, null) }),
    },
    {
      path: '/calendar/',
      route: '/calendar',
      shows: () => ({ calendar: { calendar: currentPage(calendar, calendar.entries), neighbours, as_of: now } }),
    },
    ...calendar.months.map((month) => ({
      path: `/calendar/${month}/`,
      route: '/calendar/[month]',
      shows: () => ({ calendar: { calendar: monthPage(calendar, month), neighbours, as_of: null } }),
    })),
    ...[...links.teams.values()].flatMap((team) =>
      calendarOf({ kind: 'teams', id: team.id, name: team.name }, calendar, {
        entries: () => entriesOfTeam(calendar, team.id),
        neighbours: () => calendarsOfTeam(ops, team),
        free: () => ({ free: null, team_free: teamFreeTimes(ops, team.id, free) }),
        feed: (entries) => calendarFeed(ops, entries, team.name),
      }),
    ),
    ...[...links.services.values()].flatMap((service) =>
      calendarOf({ kind: 'services', id: service.id, name: service.name }, calendar, {
        entries: () => entriesOfService(calendar, service.id),
        neighbours: () => calendarsOfService(ops, service),
        free: () => ({ free: free(service), team_free: null }),
        feed: (entries) => calendarFeed(ops, entries, service.name),
      }),
    ),
  ]
}

interface Parts {
  entries: () => CalendarEntry[]
  neighbours: () => Neighbours
  free: () => { free: FreeTimes | null; team_free: TeamFreeTimes | null }
  feed: (entries: readonly CalendarEntry[]) => CalendarFeed
}

/** The calendar of a team or a service: its page, and the file to subscribe to. */
function calendarOf(
  { kind, id, name }: { kind: 'teams' | 'services'; id: string; name: string },
  calendar: Calendar,
  { entries, neighbours, free, feed }: Parts,
): OpsPage[] {
  const page = `/${kind}/${id}/`
  return [
    {
      path: `${page}calendar.ics`,
      route: `/${kind}/[...id]/calendar.ics`,
      shows: () => ({ feed: feed(entries()) }),
    },
    {
      path: `/calendar${page}`,
      route: `/calendar/${kind}/[...id]`,
      shows: () => ({
        own_calendar: {
          calendar: currentPage(calendar, entries()),
          neighbours: neighbours(),
          ...free(),
          whose: { id, title: withinSentence(name), page },
        },
      }),
    },
  ]
}
