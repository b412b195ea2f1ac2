import { FOUND_KINDS, type Found, type FoundKind } from './found.ts'
import { NEWEST } from '../list.ts'
import { foundOf, type SearchRecords } from './parts.ts'

/** What the page shows that needs no script: everything by name, of incidents and changes the newest. */
export interface SearchList {
  groups: {
    kind: FoundKind
    name: string
    entries: Found[]
    more: number
    /** Of the entries, those that are no more than a name of something else. */
    names: number
  }[]
}

const names = new Intl.Collator('en', { numeric: true })
const SORTED: ReadonlySet<FoundKind> = new Set(['alert', 'runbook', 'service', 'slo', 'team', 'person', 'freeze'])

/** Everything that can be found, by kind; those beyond the newest incidents and changes are counted. */
export function searchList({ catalogue, runbooks, incidents, changes }: SearchRecords): SearchList {
  const byKind = Map.groupBy([...catalogue, ...runbooks, ...incidents, ...changes], ({ kind }) => kind)
  const kinds = Object.entries(FOUND_KINDS) as [FoundKind, string][]
  return {
    groups: kinds.flatMap(([kind, name]) => {
      const all = byKind.get(kind) ?? []
      if (all.length === 0) return []
      const listed = SORTED.has(kind) ? all.toSorted((a, b) => names.compare(a.title, b.title)) : all.slice(0, NEWEST)
      return [
        {
          kind,
          name,
          entries: listed.map(foundOf),
          more: all.length - listed.length,
          names: listed.filter(({ name_only }) => name_only === true).length,
        },
      ]
    }),
  }
}
