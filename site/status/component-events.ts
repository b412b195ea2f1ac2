import { past } from '#model/status/history'
import type { Event } from '#model/status/page'
import { status } from './data'

const byComponent = new Map<string, Event[]>()
for (const event of past(status))
  for (const component of event.components) {
    const list = byComponent.get(component)
    if (list) list.push(event)
    else byComponent.set(component, [event])
  }

/** What happened to a component, newest first. */
export const eventsOf = (component: string): readonly Event[] => byComponent.get(component) ?? []
