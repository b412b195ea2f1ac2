import { compare } from '../order.ts'
import { byId, type Catalog } from '../catalog.ts'
import { loosely } from '../records/update.ts'
import type { Service } from '../records/service.ts'
import { announced } from './announced.ts'
import { goneComponents } from './gone-components.ts'
import type { PublicComponent } from './public.ts'

/* Which components customers see, and what they are called. */

export type Remembered = ReadonlyMap<string, NonNullable<Service['public']> | null>
export const NONE_REMEMBERED: Remembered = new Map()

/** The components: of services, of broken ones, and those that an outage of today needs although their file is gone. */
export function componentsOf(
  catalog: Catalog,
  records: Parameters<typeof goneComponents>[1],
  remembered: Remembered,
): PublicComponent[] {
  const read = catalog.services.flatMap(({ id, public: block }) => (block ? [component(id, block)] : []))
  const salvaged = catalog.salvaged_components.map(({ id, public: block, named }) =>
    component(id, { ...block, name: named ? block.name : (remembered.get(id)?.name ?? id) }),
  )
  const renamed = renamedComponents(catalog, remembered)
  const gone = goneComponents(catalog, records).flatMap((id) => {
    const block = remembered.get(id)
    return block === null || renamed.has(id) ? [] : [component(id, block ?? { name: id })]
  })
  // One name in two Unicode forms is one service.
  return [...byId([...read, ...salvaged, ...gone]).values()].toSorted(byPlace)
}

/**
 * Components that records call otherwise than their service is called by now, each with its id of today: what a service
 * that is gone was to customers, one component of the same name in the same group is, for two of them on a page nobody
 * could tell apart; and what never was a service is the one component that customers know by that name.
 */
export function renamedComponents(
  { services, salvaged_components }: Pick<Catalog, 'services' | 'salvaged_components'>,
  remembered: Remembered,
): Map<string, string> {
  const known = new Set([...services, ...salvaged_components].map(({ id }) => id))
  const blocks = services.flatMap(({ id, public: block }) => (block ? { id, block } : []))
  const alike = Map.groupBy(blocks, ({ block }) => JSON.stringify([block.name, block.group]))
  const called = Map.groupBy(blocks, ({ block }) => loosely(block.name))
  return new Map(
    [...remembered].flatMap(([id, block]) => {
      if (known.has(id)) return []
      const [today, another] =
        (block ? alike.get(JSON.stringify([block.name, block.group])) : called.get(loosely(id))) ?? []
      return today === undefined || another !== undefined ? [] : [[id, today.id] as const]
    }),
  )
}

/** The ids of components of which git may know more than the files do: what they are called, or whether they are any. */
export function componentsInDoubt(catalog: Catalog): string[] {
  const { incidents, changes } = announced(catalog)
  const unnamed = catalog.salvaged_components.flatMap(({ id, named }) => (named ? [] : id))
  return [...unnamed, ...goneComponents(catalog, [...incidents, ...changes])]
}

const component = (id: string, block: NonNullable<Catalog['services'][number]['public']>): PublicComponent => ({
  id,
  name: block.name,
  group: block.group,
  description: block.description,
  position: block.position,
  since: block.since,
  until: block.until,
})

/** By position, those without one last, then by name. */
const byPlace = (a: PublicComponent, b: PublicComponent) =>
  (a.position ?? Infinity) - (b.position ?? Infinity) || compare(a.name, b.name) || compare(a.id, b.id)
