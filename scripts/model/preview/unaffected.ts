import type { Catalog } from '../catalog.ts'
import { isOpen } from '../records/incident.ts'
import type { statusPage } from '../status/page.ts'

/** An incident that customers read of, and the components of its services that they see as operational all the same. */
export interface Unaffected {
  incident: string
  /** The title that customers read; null where none is set. */
  title: string | null
  components: string[]
}

/**
 * Open incidents among those that a merge touches, on services whose component none of their updates has ever set:
 * mostly somebody forgot `components`. One that was set to operational was meant so.
 */
export function unaffected(
  { incidents, now }: Pick<Catalog, 'incidents' | 'now'>,
  { components }: Pick<ReturnType<typeof statusPage>, 'components'>,
  touched: ReadonlySet<string>,
): Unaffected[] {
  const well = new Map(components.flatMap(({ id, name, status }) => (status === 'operational' ? [[id, name]] : [])))
  return incidents.flatMap((incident) => {
    const { id, updates, impact } = incident
    const last = updates?.at(-1)
    if (!touched.has(id) || !updates || !last || last.state === 'resolved' || impact || !isOpen(incident, now))
      return []
    const set = new Set(updates.flatMap((update) => Object.keys(update.components)))
    const quiet = incident.services.flatMap((service) => (set.has(service) ? [] : (well.get(service) ?? [])))
    const title = updates.findLast((update) => update.title !== undefined)?.title ?? null
    return quiet.length === 0 ? [] : [{ incident: id, title, components: quiet }]
  })
}
