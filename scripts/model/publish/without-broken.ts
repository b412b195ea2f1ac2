import type { Catalog } from '../catalog.ts'
import { publishableCatalog } from './publishable.ts'

/** The files with errors, and those of them whose error is in a public text. */
export interface BrokenFiles {
  faulty: ReadonlySet<string>
  unfit: ReadonlySet<string>
  /** Those in which nothing is wrong but that another record has the same id. */
  doubled: ReadonlySet<string>
}

/**
 * What of a catalogue the ops site shows: records with an error in their own file are left out, but for runbooks, whose
 * text somebody needs at night as far as it can be read, and for changes and incidents of which two have one id, for each
 * is a record of its own. What customers read of
 * the others is shown as they read it, broken or not: who is paged must see what the status page says.
 */
export function withoutBroken(read: Catalog, { faulty, unfit, doubled }: BrokenFiles): Catalog {
  const catalog = publishableCatalog(read, unfit)
  const sound = <T extends { file: string }>(records: readonly T[]) => records.filter(({ file }) => !faulty.has(file))
  const readWell = isReadWell({ faulty, doubled })
  return {
    ...catalog,
    teams: sound(catalog.teams),
    services: sound(catalog.services),
    changes: catalog.changes.filter(readWell),
    approvals: sound(catalog.approvals),
    change_templates: sound(catalog.change_templates),
    freezes: sound(catalog.freezes),
    events: sound(catalog.events),
    incidents: catalog.incidents.filter(readWell),
    incident_templates: sound(catalog.incident_templates),
    // Those without a mistake first: of two that name one alert they have it.
    runbooks: [
      ...sound(catalog.runbooks),
      ...catalog.runbooks.filter(({ file }) => faulty.has(file)),
      ...catalog.salvaged_runbooks,
    ],
    slos: sound(catalog.slos),
    alerts: sound(catalog.alerts),
    recordings: sound(catalog.recordings),
    measurements: sound(catalog.measurements),
    salvaged: [...catalog.salvaged, ...catalog.incidents.filter((one) => !readWell(one))],
  }
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
