import type { Incident } from '#model/records/incident'
import type { Service } from '#model/records/service'
import type { ComponentStatus } from '#model/records/update'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { worstFirst } from '../open-beside.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from '../rows.ts'
import type { State } from '../state.ts'

/** How a service is. */
export interface ServiceState {
  state: State
  /** Null where nothing is wrong, or nobody says. */
  since: Instant | null
  /** What customers read of it, where that is something else. */
  told: State | null
}

/**
 * Of a component what customers read; but an incident that names it and says nothing of it to customers counts for more
 * than a good word. Of any other service: what its open incidents and running changes say.
 */
export function stateOf(ops: Ops, service: Service): ServiceState {
  const told = ops.componentsTold.get(service.id)
  const open = ops.openOn.get(service.id) ?? []
  const silent = told === undefined ? open : open.filter((one) => !says(one, service.id))
  if (told && (told.status !== 'operational' || silent.length === 0))
    return { state: componentState(told.status), since: told.since, told: null }
  const [worst] = silent.toSorted(worstFirst)
  const toldState = told ? componentState(told.status) : null
  if (worst)
    return {
      state: { word: `${worst.severity} incident`, tone: incidentRow(ops, worst).tone },
      since: worst.started,
      told: toldState,
    }
  const running = (ops.runningOn.get(service.id) ?? []).length > 0
  return {
    state: running
      ? { word: 'Change running', tone: 'under_maintenance' }
      : { word: 'Nothing open', tone: 'operational' },
    since: null,
    told: toldState,
  }
}

/** Whether its public updates speak of a component. */
const says = ({ updates }: Incident, id: string): boolean =>
  (updates ?? []).some(({ components }) => Object.hasOwn(components, id))

/** `Partial outage` */
export const componentState = (status: ComponentStatus): State => ({
  word: status.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase()),
  tone: status,
})

/** What goes on with a service: what is open, and what is being changed. */
export interface ServiceNow extends ServiceState {
  open: Some<IncidentRow>
  running: Some<ChangeRow>
}

const MOST = 5

/** As of now, the worst incidents first. */
export const serviceNow = (ops: Ops, service: Service): ServiceNow => ({
  ...stateOf(ops, service),
  open: some((ops.openOn.get(service.id) ?? []).toSorted(worstFirst), MOST, (one) => incidentRow(ops, one)),
  running: some(ops.runningOn.get(service.id) ?? [], MOST, (one) => changeRow(ops, one)),
})
