import { isRunning, type MaintenanceView } from '#model/status/maintenance'

/** A maintenance in a list that it stands in from a moment until another. */
export interface Listed {
  maintenance: MaintenanceView
  from: number
  until: number
}

/** When each is in progress, by the clock; what isn't going to be is left out. */
export const whileRunning = (maintenances: readonly MaintenanceView[]): Listed[] =>
  maintenances.flatMap((maintenance) => {
    const runs = maintenance.phases.filter(({ state }) => isRunning(state))
    const [first, last] = [runs.at(0), runs.at(-1)]
    return first && last ? [{ maintenance, from: first.from, until: last.to }] : []
  })

/** Until when each is still to come. */
export const whilePlanned = (maintenances: readonly MaintenanceView[]): Listed[] =>
  maintenances.map((maintenance) => ({
    maintenance,
    from: -Infinity,
    until: maintenance.phases.find(({ state }) => state !== 'scheduled')?.from ?? Infinity,
  }))
