import { byId, type Catalog } from '../catalog.ts'
import { publishableCatalog } from './publishable.ts'

/** The files with errors, and those of them whose error is in a public text. */
export interface BrokenFiles {
  faulty: ReadonlySet<string>
  unfit: ReadonlySet<string>
  /** Those in which nothing is wrong but that another record has the same id. */
  doubled: ReadonlySet<string>
}

/**
 * What of a catalogue the ops site shows: records with an error in their own file are left out, but for runbooks, teams,
 * services and rules of alerts, which somebody needs at night as far as they can be read, and for changes and incidents of which two have one id, for each
 * is a record of its own. What customers read of
 * the others is shown as they read it, broken or not: who is paged must see what the status page says.
 */
export function withoutBroken(read: Catalog, { faulty, unfit, doubled }: BrokenFiles): Catalog {
  const catalog = publishableCatalog(read, unfit)
  const sound = <T extends { file: string }>(records: readonly T[]) => records.filter(({ file }) => !faulty.has(file))
  const readWell = isReadWell({ faulty, doubled })
  const asFarAsRead = <T extends { file: string }>(records: readonly T[], salvaged: readonly T[]): T[] => {
    const kept = new Set(salvaged.map(({ file }) => file))
    return [...sound(records), ...records.filter(({ file }) => faulty.has(file) && !kept.has(file)), ...salvaged]
  }
  return {
    ...catalog,
    teams: asFarAsRead(catalog.teams, catalog.salvaged_teams),
    services: asFarAsRead(catalog.services, salvagedServices(catalog)),
    changes: catalog.changes.filter(readWell),
    approvals: sound(catalog.approvals),
    change_templates: sound(catalog.change_templates),
    freezes: sound(catalog.freezes),
    events: sound(catalog.events),
    incidents: catalog.incidents.filter(readWell),
    incident_templates: sound(catalog.incident_templates),
    // Those without a mistake first: of two that name one alert they have it.
    runbooks: asFarAsRead(catalog.runbooks, catalog.salvaged_runbooks),
    slos: sound(catalog.slos),
    // A mistake in one rule takes no other with it: whatever else the file says, Prometheus may fire them.
    alerts: [...catalog.alerts, ...catalog.salvaged_alerts],
    recordings: [...catalog.recordings, ...catalog.salvaged_recordings],
    measurements: sound(catalog.measurements),
    salvaged: [...catalog.salvaged, ...catalog.incidents.filter((one) => !readWell(one))],
  }
}

/** Services as far as they could be read, each with what customers see of it. */
function salvagedServices({ salvaged_services, salvaged_components }: Catalog): Catalog['services'] {
  const components = byId(salvaged_components)
  return salvaged_services.map((one) => ({ ...one, public: components.get(one.id)?.public }))
}

/** The changes and incidents that are left out, although they could be read: who mends them has to see them. */
export function faultyRecords(read: Catalog, { faulty, unfit, doubled }: BrokenFiles): Faulty {
  const { changes, incidents } = publishableCatalog(read, unfit)
  const readWell = isReadWell({ faulty, doubled })
  return { changes: changes.filter((one) => !readWell(one)), incidents: incidents.filter((one) => !readWell(one)) }
}
export type Faulty = Pick<Catalog, 'changes' | 'incidents'>

const isReadWell =
  ({ faulty, doubled }: Omit<BrokenFiles, 'unfit'>) =>
  ({ file }: { file: string }) =>
    !faulty.has(file) || doubled.has(file)
