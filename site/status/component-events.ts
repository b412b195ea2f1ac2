import { past } from '#model/status/history'
import type { Event, StatusPage } from '#model/status/page'

const sorted = new WeakMap<StatusPage, ReadonlyMap<string, Event[]>>()

/** What happened to a component, newest first. All components are looked at in one pass over the events. */
export function eventsOf(status: StatusPage, component: string): readonly Event[] {
  const known = sorted.get(status) ?? byComponent(status)
  sorted.set(status, known)
  return known.get(component) ?? []
}

function byComponent(status: StatusPage): Map<string, Event[]> {
  const events = new Map<string, Event[]>()
  for (const event of past(status))
    for (const component of event.components) {
      const list = events.get(component)
      if (list) list.push(event)
      else events.set(component, [event])
    }
  return events
}
