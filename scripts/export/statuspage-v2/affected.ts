import type { IncidentView } from '#model/status/incident'
import type { MaintenanceView } from '#model/status/maintenance'
import type { ComponentStatus } from '#model/records/update'

/** What an update says of a component: the state that it had been in, and that from then on. */
export interface Affected {
  component: string
  before: ComponentStatus
  after: ComponentStatus
}

/** For each update of an incident, oldest first, the components that it sets. `resolved` ends all that it doesn't mention. */
export function affectedByIncident({ updates }: Pick<IncidentView, 'updates'>): Affected[][] {
  const states = new Map<string, ComponentStatus>()
  return updates.map(({ state, settings }) =>
    change(states, [...(state === 'resolved' ? ended(states) : []), ...settings.map(setting)]),
  )
}

/**
 * For each update of a maintenance, oldest first, the components that it names or sets. What is planned isn't so yet:
 * until the beginning a named component stays as it is, and the first update from then on says what began.
 */
export function affectedByMaintenance({ updates, begins }: Pick<MaintenanceView, 'updates' | 'begins'>): Affected[][] {
  const states = new Map<string, ComponentStatus>()
  const planned = new Map<string, ComponentStatus>()
  return updates.map(({ state, time, settings }) => {
    if (begins === null || time < begins) {
      for (const { component, status } of settings) planned.set(component, status)
      return change(
        states,
        settings.map(({ component }) => [component, 'operational']),
      )
    }
    const begun = [...planned]
    planned.clear()
    if (state !== 'completed' && state !== 'cancelled') return change(states, [...begun, ...settings.map(setting)])
    change(states, begun)
    return change(states, [...ended(states), ...settings.map(setting)])
  })
}

type Change = readonly [component: string, status: ComponentStatus]
const setting = ({ component, status }: { component: string; status: ComponentStatus }): Change => [component, status]

const ended = (states: ReadonlyMap<string, ComponentStatus>): Change[] =>
  [...states].flatMap(([component, status]) => (status === 'operational' ? [] : [[component, 'operational']]))

/** Applies some changes, of which the last one on a component holds, and says what they came to. */
function change(states: Map<string, ComponentStatus>, changes: readonly Change[]): Affected[] {
  const affected = [...new Map(changes)].map(([component, after]) => ({
    component,
    before: states.get(component) ?? 'operational',
    after,
  }))
  for (const { component, after } of affected) states.set(component, after)
  return affected
}
