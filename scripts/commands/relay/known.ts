import type { Catalog } from '#model/catalog'
import type { Standing } from '#model/incident/posted/statuspage-component'
import { ownKey } from '#model/incident/posted/statuspage-component'
import { publicIdOf } from '#model/publish/public-id'
import { publicCatalog } from '#model/publish/public'
import { publicIdsByFile } from '#model/publish/announced'
import { isOpen } from '#model/records/incident'
import { POST_SOURCE } from '#model/records/source'
import { statusPage } from '#model/status/page'
import { dateIn, type Instant } from '#model/time'
import { keyTime } from './posting-key.ts'

/**
 * The services that customers see, by all that scripts may call them: the id in the status API, that of the service, and
 * the one that a component had where it was imported from. What isn't public is as if it weren't there.
 */
export function servicesByName({ services, salvaged_components, site, now }: Catalog): Map<string, string> {
  const today = dateIn(now, site.time_zone)
  const shown = [...services, ...salvaged_components].filter(
    ({ public: block }) => block !== undefined && (block.until === undefined || block.until > today),
  )
  return new Map([
    ...shown.flatMap((one) =>
      'source' in one && one.source?.id !== undefined ? [[one.source.id, one.id] as const] : [],
    ),
    ...shown.map(({ id }) => [id, id] as const),
    ...shown.map(({ id }) => [publicIdOf('component', id, site.url), id] as const),
  ])
}

/** The record that customers know by a public id, and the components that it names. */
export function recordOf(publicId: string, catalog: Catalog) {
  const file = [...publicIdsByFile(catalog)].find(([, id]) => id === publicId)?.[0]
  if (file === undefined) return null
  const incident = [...catalog.incidents, ...catalog.salvaged].find((one) => one.file === file)
  const change = [...catalog.changes, ...catalog.salvaged_changes].find((one) => one.file === file)
  const record = incident ?? change
  if (!record) return null
  const updates = record.updates ?? []
  const components = new Set(updates.flatMap((update) => Object.keys(update.components)))
  return { kind: incident ? ('incident' as const) : ('maintenance' as const), id: record.id, components, updates }
}

/** The public id of a record; null: customers don't see it. */
export function publicIdOfRecord(id: string, catalog: Catalog): string | null {
  const records = [...catalog.incidents, ...catalog.salvaged, ...catalog.changes, ...catalog.salvaged_changes]
  const file = records.find((one) => one.id === id)?.file
  return file === undefined ? null : (publicIdsByFile(catalog).get(file) ?? null)
}

/** How a component stands, and which open incident says so; null: customers see no such service. */
export function standingOf(service: string, catalog: Catalog): Standing | null {
  const page = statusPage(publicCatalog(catalog))
  const component = page.components.find(({ id }) => id === service)
  if (!component) return null
  const isOwn = (publicId: string): boolean => {
    const id = recordOf(publicId, catalog)?.id
    const incident = catalog.incidents.find((one) => one.id === id)
    return incident?.source?.kind === POST_SOURCE && incident.source.id?.startsWith(ownKey(service)) === true
  }
  const naming = page.open
    .filter(({ components }) => components.includes(service))
    .map(({ public_id }) => ({ id: public_id, own: isOwn(public_id) }))
  const incident = naming.find(({ own }) => own) ?? naming[0]
  return {
    id: service,
    name: component.name,
    status: component.status,
    maintained:
      component.status === 'under_maintenance' && page.running.some(({ components }) => components.includes(service)),
    ...(incident ? { incident } : {}),
  }
}

/** The names of the groups of components, by their ids in the status API. */
export function groupsById({ services, site }: Catalog): Map<string, string> {
  const names = new Set(services.flatMap(({ public: block }) => block?.group ?? []))
  return new Map([...names].map((name) => [publicIdOf('group', name, site.url), name]))
}

/**
 * The record that was posted with a key that begins so, if it is open; `since`: and was asked for since then. One that was
 * named by its sender is the same even when it is over. `key`: the one that it was posted with.
 */
export function openRecordOf(
  prefix: string,
  since: Instant | null,
  { incidents, changes, now }: Catalog,
): { id: string; key: string | undefined } | null {
  const found = [...incidents, ...changes].findLast(({ source }) => {
    if (source?.kind !== POST_SOURCE || source.id?.startsWith(prefix) !== true) return false
    return since === null || (keyTime(source.id) ?? -Infinity) >= since
  })
  if (!found) return null
  const isTheSame = since === null || !('severity' in found) || isOpen(found, now)
  return isTheSame ? { id: found.id, key: found.source?.id } : null
}
