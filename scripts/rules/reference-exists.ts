import { closest, distance } from 'fastest-levenshtein'
import type { Catalog, Kind } from '#model/catalog'
import type { Finding, Place } from '#model/diagnostic'
import { referencesOf } from '#model/records/reference'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'reference-exists',
  severity: 'error',
  scope: 'record',
  doc: 'What a record names is there. A record that is itself broken counts as there.',
  *check({ catalog }) {
    const known = knownIds(catalog)
    for (const { kind, id, at } of referencesOf(catalog)) {
      const ids = known(kind)
      if (!ids.has(id)) yield dangling(kind, id, at, ids)
    }
  },
})

/** The ids of a kind, those of broken records too: they are reported once, where they are broken. */
export function knownIds(catalog: Catalog): (kind: Kind) => ReadonlySet<string> {
  const found = new Map<Kind, ReadonlySet<string>>()
  const ids = (kind: Kind): string[] => {
    switch (kind) {
      case 'team':
        return catalog.teams.map(({ id }) => id)
      case 'service':
        return catalog.services.map(({ id }) => id)
      case 'change':
        return catalog.changes.map(({ id }) => id)
      case 'incident':
        return catalog.incidents.map(({ id }) => id)
      case 'runbook':
        return catalog.runbooks.map(({ id }) => id)
      case 'change_template':
        return catalog.change_templates.map(({ id }) => id)
      case 'slo':
        return catalog.slos.map(({ id }) => id)
      default:
        return []
    }
  }
  return (kind) => {
    const known = found.get(kind) ?? new Set([...ids(kind), ...(catalog.broken[kind] ?? [])])
    found.set(kind, known)
    return known
  }
}

/** More names than this aren't searched for the nearest one: it would cost more than it helps. */
const FEW = 500

/** The finding for a name `id` at a place that is none of `ids`, with the nearest of them where one is likely meant. */
export function dangling(kind: Kind, id: string, at: Place, ids: ReadonlySet<string>): Finding {
  const near = ids.size > 0 && ids.size <= FEW ? closest(id, [...ids]) : ''
  const likely = near !== '' && distance(id, near) <= Math.max(2, id.length / 3)
  const name = kind.replace('_', ' ')
  return {
    at,
    message: `Unexpected ${name} \`${id}\`, expected ${likely ? `\`${near}\`` : `a ${name} that is there`}.`,
    help: likely ? `Did you mean \`${near}\`?` : `Correct the name, or add the ${name}.`,
  }
}
