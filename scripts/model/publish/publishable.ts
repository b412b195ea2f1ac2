import type { Catalog } from '../catalog.ts'
import { bundleWithoutBroken } from './without-broken.ts'

/**
 * What of a catalogue the public site is projected from. An error in what is internal of a record, or in another one
 * that it names, must not change what customers read: such records stay, for only their public part is ever picked.
 * What is broken in public itself is left out: updates with an error, and blocks that hold a secret.
 *
 * `faulty` holds the files that can't be shown as they are, `unfit` those of them with an error in a public text.
 */
export function publishableCatalog(catalog: Catalog, faulty: ReadonlySet<string>, unfit: ReadonlySet<string>): Catalog {
  const incidents = firstById(catalog.incidents).map((incident) => bundleWithoutBroken(incident, faulty))
  const known = new Set(incidents.map(({ id }) => id))
  return {
    ...catalog,
    services: catalog.services.filter(({ file }) => !unfit.has(file)),
    salvaged_components: catalog.salvaged_components.filter(({ file }) => !unfit.has(file)),
    changes: firstById(catalog.changes).map((change) => bundleWithoutBroken(change, faulty)),
    incidents,
    salvaged: firstById(catalog.salvaged)
      .filter(({ id }) => !known.has(id))
      .map((incident) => bundleWithoutBroken(incident, faulty)),
    slos: catalog.slos.filter(({ file }) => !faulty.has(file)),
  }
}

/** Of records with one id the first one speaks; the others are reported. */
function firstById<T extends { id: string }>(records: readonly T[]): T[] {
  const seen = new Set<string>()
  return records.filter(({ id }) => !seen.has(id) && seen.add(id))
}
