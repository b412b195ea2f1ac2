import { viewDays } from './uptime-bars.ts'
import type { ComponentView, DayView } from './component.ts'
import type { ComponentGroup } from './page.ts'
import { worst } from './overall.ts'
import { meanUptime, worstOf, type Day } from './uptime.ts'

/** Components under their group, which stands where the first of them does. `place` orders events, by public id. */
export function groupComponents(
  components: readonly ComponentView[],
  days: readonly Day[],
  place: ReadonlyMap<string, number>,
): ComponentGroup[] {
  const groups = Map.groupBy(components, ({ id, group }) => group ?? `\0${id}`)
  return [...groups.values()].map((members) => ({
    name: members[0]?.group ?? null,
    status: worst(members.map(({ status }) => status)),
    uptime: meanUptime(members.map(({ uptime }) => uptime)),
    components: members,
    days: groupDays(members, days, place),
  }))
}

/** The days of a group, as if it were one component that is at each instant in the worst state of its members. */
function groupDays(
  members: readonly ComponentView[],
  days: readonly Day[],
  place: ReadonlyMap<string, number>,
): DayView[] {
  const [only] = members
  if (only && members.length === 1) return only.days
  const spans = members.flatMap(({ id, intervals }) => intervals.map((one) => ({ ...one, component: id })))
  const lived = days.map((_, i) => members.some((member) => member.days[i]?.worst !== null))
  const events = days.map((_, i) => [...new Set(members.flatMap((member) => member.days[i]?.events ?? []))])
  return viewDays(days, { intervals: worstOf(spans), said: [] }, () => true).map((day, i) => ({
    ...day,
    worst: lived[i] === true ? day.worst : null,
    events: (events[i] ?? []).toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)),
  }))
}
