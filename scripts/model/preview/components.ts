import { byId } from '../catalog.ts'
import type { PublicComponent } from '../publish/public.ts'
import type { CalendarDate } from '../time.ts'

/** What becomes of a component of the page. */
export type ComponentChange = { id: string; name: string } & (
  | { change: 'added'; since: CalendarDate | null }
  | { change: 'removed' }
  | { change: 'renamed'; was: string }
  | { change: 'retired'; until: CalendarDate }
  /** In what else customers read of it, by the names of the fields. */
  | { change: 'edited'; fields: string[] }
)

/** How the components of a page change, in the order of the page; those that go come last. */
export function componentChanges(
  before: readonly PublicComponent[],
  after: readonly PublicComponent[],
): ComponentChange[] {
  const [was, stays] = [byId(before), byId(after)]
  return [
    ...after.flatMap((component): ComponentChange[] => {
      const { id, name, since } = component
      const old = was.get(id)
      return old ? changesOf(old, component) : [{ id, name, change: 'added', since: since ?? null }]
    }),
    ...before
      .filter(({ id }) => !stays.has(id))
      .map(({ id, name }): ComponentChange => ({ id, name, change: 'removed' })),
  ]
}

function changesOf(before: PublicComponent, after: PublicComponent): ComponentChange[] {
  const { id, name, until } = after
  const retired = until !== undefined && until !== before.until
  const fields = (['group', 'description', 'position', 'since', 'until'] as const).filter(
    (field) => before[field] !== after[field] && !(field === 'until' && retired),
  )
  return [
    ...(before.name === name ? [] : [{ id, name, change: 'renamed' as const, was: before.name }]),
    ...(retired ? [{ id, name, change: 'retired' as const, until }] : []),
    ...(fields.length === 0 ? [] : [{ id, name, change: 'edited' as const, fields }]),
  ]
}
