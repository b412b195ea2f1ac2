import type { PublicComponent } from '../publish/public.ts'

/**
 * What components are called in a sentence or a list, by their ids: by their names, and where another group has one of
 * the same name with the group, "API (US)". Those of old and still to come count as well: history names them, too.
 */
export function distinctNames(
  components: readonly Pick<PublicComponent, 'id' | 'name' | 'group'>[],
): ReadonlyMap<string, string> {
  const groups = new Map<string, Set<string | undefined>>()
  for (const { name, group } of components) {
    const known = groups.get(spoken(name)) ?? new Set()
    groups.set(spoken(name), known.add(group))
  }
  const isAmbiguous = (name: string) => (groups.get(spoken(name))?.size ?? 0) > 1
  return new Map(
    components.map(({ id, name, group }) => [
      id,
      group !== undefined && isAmbiguous(name) ? `${name} (${group})` : name,
    ]),
  )
}

/** Names that read the same: however their letters are composed, and whatever the case. */
const spoken = (name: string): string => name.normalize('NFKC').toLowerCase().trim()
