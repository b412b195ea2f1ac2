import { compare } from '../order.ts'
import type { Catalog, SalvagedChange } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { addressIn } from '../records/field.ts'
import type { Site } from '../records/site.ts'
import { recordAt } from '../records/content-layout.ts'
import type { MAINTENANCE_STATES, Update } from '../records/update.ts'
import type { Instant } from '../time.ts'
import { idGiver } from './public-id.ts'

/* Which records customers read of by now, and where. */

type Announced = ReturnType<typeof findAnnounced>
const found = new WeakMap<Catalog, Announced>()

/** The incidents and changes that customers read of by now, and the public id of each; asked several times a build. */
export function announced(catalog: Catalog): Announced {
  const known = found.get(catalog) ?? findAnnounced(catalog)
  found.set(catalog, known)
  return known
}

function findAnnounced(catalog: Catalog) {
  const { site, now } = catalog
  const incidents = [...catalog.incidents, ...catalog.salvaged].flatMap((record) => asOf(record, now)).toSorted(byAge)
  const changes = [...catalog.changes, ...catalog.salvaged_changes]
    .filter((change) => isAnnounced(change, catalog))
    .flatMap((record) => asOf(record, now))
  const idOf = idGiver(site.url)
  // Where two ask for one address, the older has it: links to it live on.
  const ids = new Map<object, string>(
    [...incidents, ...changes].toSorted(byAge).map((record) => [record, idOf({ ...record, name: nameOf(record) })]),
  )
  return { incidents, changes, ids }
}

/** By when customers first read of it. */
const byAge = (a: { file: string; updates: readonly Update[] }, b: typeof a): number =>
  (a.updates[0]?.time ?? 0) - (b.updates[0]?.time ?? 0) || compare(a.file, b.file)

const nameOf = ({ file }: { file: string }): string =>
  (recordAt(file) ?? file).replace(/\.md$/, '').replace(/^.*\//, '')

/** By internal id, where customers read of an incident or a change. What isn't in it has no page. */
export function publicAddresses(catalog: Catalog): Map<string, string> {
  const { incidents, changes, ids } = announced(catalog)
  const url = publicUrl(catalog.site)
  return new Map(
    [...incidents, ...changes]
      .toSorted(byAge)
      .toReversed()
      .map((record) => [record.id, publicAddress({ url }, ids.get(record) ?? '')]),
  )
}

/** The public id of each record that customers read of by now, by the file that it is written in. */
export function publicIdsByFile(catalog: Catalog): Map<string, string> {
  const { incidents, changes, ids } = announced(catalog)
  return new Map([...incidents, ...changes].map((record) => [record.file, ids.get(record) ?? '']))
}

/** The address of each record that customers read of by now, by the file that it is written in. */
export function publicAddressesByFile(catalog: Catalog): Map<string, string> {
  const url = publicUrl(catalog.site)
  return new Map([...publicIdsByFile(catalog)].map(([file, id]) => [file, publicAddress({ url }, id)]))
}

/** The page of an incident or a maintenance. */
export const publicAddress = ({ url }: Pick<Site, 'url'>, publicId: string): string => `${url}/incidents/${publicId}/`

/** A record with the updates that are out by now; none of it where there aren't any yet. */
function asOf<T extends { updates: Update[] | null }>(
  record: T,
  now: Instant,
): (T & { updates: NonNullable<T['updates']> })[] {
  const updates = record.updates?.filter(({ time }) => time <= now) ?? []
  return updates.length === 0 ? [] : [{ ...record, updates: updates as NonNullable<T['updates']> }]
}

/** From its approval on; before that nothing of a change is public. */
const ANNOUNCED: readonly Change['status'][] = ['approved', 'in_progress', 'completed', 'rolled_back', 'aborted']
/** A draft, too, can be given up: that its text had been approved takes a sign. */
const GIVEN_UP: readonly Change['status'][] = ['cancelled', 'rejected']

/**
 * Cancelled or rejected it shows only with a sign that it was approved before: had it been announced, customers read that
 * it doesn't take place. The same goes for one whose status can't be read: what was announced stays so, and a draft
 * doesn't get out.
 */
export function isAnnounced(
  { id, status, outcome, source, updates }: Change | SalvagedChange,
  { approvals }: Pick<Catalog, 'approvals'>,
): boolean {
  if (status !== null && !GIVEN_UP.includes(status)) return ANNOUNCED.includes(status)
  const begun = status === null ? BEGUN : []
  return (
    outcome !== undefined ||
    (source !== undefined && status !== null) ||
    updates?.some(({ state }) => state === 'cancelled' || begun.includes(state)) === true ||
    approvals.some(({ change }) => change === id)
  )
}

/** Work that customers read of was approved. */
const BEGUN: readonly string[] = [
  'in_progress',
  'verifying',
  'completed',
] satisfies (typeof MAINTENANCE_STATES)[number][]

/** The address of the public site, as it leads there. */
export const publicUrl = ({ url }: Pick<Site, 'url'>): string => addressIn(url) ?? url
