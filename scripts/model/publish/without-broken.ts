import type { Catalog, Salvaged } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { IMPACT_FILE, POSTMORTEM_FILE, publicFile } from '../records/content-layout.ts'

/**
 * What of a catalogue the ops site shows: records with an error in their file are left out, and so is a public update
 * with one, but not the incident that it belongs to. `faulty` holds the files with errors. What the public site is
 * projected from is `publishableCatalog`.
 */
export function withoutBroken(catalog: Catalog, faulty: ReadonlySet<string>): Catalog {
  const sound = <T extends { file: string }>(records: readonly T[]) => records.filter(({ file }) => !faulty.has(file))
  const incidents = catalog.incidents.map((incident) => bundleWithoutBroken(incident, faulty))
  return {
    ...catalog,
    teams: sound(catalog.teams),
    services: sound(catalog.services),
    changes: sound(catalog.changes).map((change) => bundleWithoutBroken(change, faulty)),
    approvals: sound(catalog.approvals),
    change_templates: sound(catalog.change_templates),
    freezes: sound(catalog.freezes),
    events: sound(catalog.events),
    incidents: sound(incidents),
    incident_templates: sound(catalog.incident_templates),
    runbooks: sound(catalog.runbooks),
    slos: sound(catalog.slos),
    alerts: sound(catalog.alerts),
    measurements: sound(catalog.measurements),
    salvaged: [...catalog.salvaged, ...incidents.filter(({ file }) => faulty.has(file))],
  }
}

/** A change or an incident without those of its public files that have an error. */
export function bundleWithoutBroken<T extends Salvaged | Change>(record: T, faulty: ReadonlySet<string>): T {
  return {
    ...record,
    updates: record.updates?.filter(({ file }) => !faulty.has(file)) ?? null,
    impact: faulty.has(publicFile(record.file, IMPACT_FILE)) ? null : record.impact,
    ...('postmortem' in record && faulty.has(publicFile(record.file, POSTMORTEM_FILE)) ? { postmortem: null } : {}),
  }
}
