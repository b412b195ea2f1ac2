import { publicIdOf } from '#model/publish/public-id'
import type { Catalog } from '#model/catalog'
import { meantName } from '#model/records/near-name'
import { plainLine } from '#model/records/plain-line'

/**
 * The service that a component's name stands for: its id, its id in the status API, or its name on the page, in whatever
 * case. Undefined: customers see none of that name.
 */
export function componentNamed(
  name: string,
  { services, site }: Pick<Catalog, 'services' | 'site'>,
): string | undefined {
  const shown = services.filter((one) => one.public)
  const said = name.trim().toLowerCase()
  const is = (candidate: string) => candidate.toLowerCase() === said
  const found =
    shown.find(({ id }) => is(id)) ??
    shown.find(({ id }) => publicIdOf('component', id, site.url) === said) ??
    shown.find((one) => is(one.public?.name ?? '')) ??
    shown.find((one) => is(one.name))
  return found?.id
}

/** The component that a name which none has probably means, as it may be named; null where none is near. */
export const componentNear = (name: string, { services }: Pick<Catalog, 'services'>): string | null =>
  meantName(
    name.trim(),
    services.flatMap((one) => (one.public ? [one.id, one.public.name ?? one.name] : [])),
  )

/** The same of several; those that aren't there are named with those that are. */
export function componentsNamed<T>(
  components: Readonly<Record<string, T>>,
  catalog: Pick<Catalog, 'services' | 'site'>,
): { components: Record<string, T> } | { error: string } {
  const pairs = Object.entries(components).map(([name, state]) => [componentNamed(name, catalog), state, name] as const)
  const unknown = pairs.flatMap(([id, , name]) => (id === undefined ? [`\`${plainLine(name.slice(0, 100))}\``] : []))
  if (unknown.length === 0) return { components: Object.fromEntries(pairs.map(([id, state]) => [id, state])) }
  const near = pairs.flatMap(([id, , name]) => (id === undefined ? (componentNear(name, catalog) ?? []) : []))
  const meant = near.length === 0 ? '' : ` Is it ${some(near.map((one) => `\`${one}\``))}?`
  const known = catalog.services.filter((one) => one.public).map(({ id }) => `\`${id}\``)
  return {
    error: `Unexpected component ${some(unknown)}, expected ${known.length === 0 ? 'none: no service has a `public:` block' : `one that customers see: ${some(known)}`}.${meant}\n`,
  }
}

/** An answer that is longer is read by nobody, and taken by no forge. */
const MOST = 20

const some = (names: readonly string[]): string =>
  `${names.slice(0, MOST).join(', ')}${names.length > MOST ? ` and ${names.length - MOST} more` : ''}`
