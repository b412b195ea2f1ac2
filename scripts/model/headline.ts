import type { IncidentView } from './incident-view.ts'
import { rankOf, worst } from './status.ts'
import type { ComponentView } from './component-view.ts'
import type { StatusPage } from './status-page.ts'
import type { ComponentStatus } from './update.ts'

export interface Headline {
  worst: ComponentStatus
  /** Components that aren't operational, worst first. */
  troubled: ComponentView[]
  /** Open incidents while every component is operational: the headline names them, for the status doesn't. */
  named: IncidentView[]
  /** Whether there are others that work. */
  rest: boolean
}

/** What the large sentence of the home page speaks of. */
export function headline({ components, open }: StatusPage): Headline {
  const troubled = components
    .filter(({ status }) => status !== 'operational')
    .toSorted((a, b) => rankOf(b.status) - rankOf(a.status))
  const named = troubled.length === 0 ? open : []
  const state = worst(troubled.map(({ status }) => status))
  return {
    // An open incident never stands under the sign of "all is well".
    worst: named.length > 0 ? 'degraded_performance' : state,
    troubled,
    named,
    rest: troubled.length > 0 && troubled.length < components.length,
  }
}
