import { holds } from './component.ts'
import { rankOf } from './overall.ts'
import type { Event } from './page.ts'
import type { Instant } from '../time.ts'
import type { ComponentStatus } from '../records/update.ts'

/** What an event says of a component at a moment. */
export interface StateNow {
  component: string
  status: ComponentStatus
  /** Operational, after trouble that the same event told of. */
  again: boolean
}

/** The state of each component that an event names, as that event has it at a moment; the worst first. */
export function statesNow({ components, spans }: Event, at: Instant): StateNow[] {
  const now = new Map<string, ComponentStatus>()
  const troubled = new Set<string>()
  for (const span of spans) {
    if (holds(span, at)) now.set(span.component, span.status)
    if (span.from <= at && span.status !== 'operational') troubled.add(span.component)
  }
  return components
    .map((component) => {
      const status = now.get(component) ?? 'operational'
      return { component, status, again: status === 'operational' && troubled.has(component) }
    })
    .toSorted((a, b) => rankOf(b.status) - rankOf(a.status))
}
