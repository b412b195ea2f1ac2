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
    const names = new Map<Kind, ReadonlyMap<string, string>>()
    const namesIn = (kind: Kind) => {
      const found = names.get(kind) ?? namesOf(catalog, kind)
      names.set(kind, found)
      return found
    }
    for (const { kind, id, at, severity } of referencesOf(catalog)) {
      const ids = known(kind)
      if (!ids.has(id)) yield { ...dangling(kind, id, at, ids, namesIn(kind)), ...(severity && { severity }) }
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

/** What records of a kind are called, in small letters: people write that where an id belongs. A name of two is none. */
function namesOf({ services, teams, runbooks }: Catalog, kind: Kind): ReadonlyMap<string, string> {
  const named =
    kind === 'service'
      ? services.flatMap((one) => [one.name, one.public?.name].map((name) => ({ name, id: one.id })))
      : kind === 'team'
        ? teams
        : kind === 'runbook'
          ? runbooks.map(({ id, title }) => ({ id, name: title }))
          : []
  const found = new Map<string, string | null>()
  for (const { name, id } of named) {
    const key = name?.toLowerCase() ?? id
    found.set(key, (found.get(key) ?? id) === id ? id : null)
  }
  return new Map([...found].flatMap(([name, id]) => (id === null ? [] : [[name, id]])))
}

/** `checkout-errors` of `payments/checkout-errors`: the one that ends so, where it is one. */
function nameless(id: string, ids: ReadonlySet<string>): string | undefined {
  const [only, ...others] = ids.size <= FEW ? [...ids].filter((one) => one.endsWith(`/${id}`)) : []
  return others.length === 0 ? only : undefined
}

/** The finding for a name `id` at a place that is none of `ids`, with the nearest of them where one is likely meant. */
export function dangling(
  kind: Kind,
  id: string,
  at: Place,
  ids: ReadonlySet<string>,
  names: ReadonlyMap<string, string> = new Map(),
): Finding {
  const name = kind.replace('_', ' ')
  const several = id.split(/[;,|]/).map((one) => one.trim())
  if (several.length > 1 && several.every((one) => ids.has(one)))
    return {
      at,
      message: `Unexpected ${name} \`${id}\`, expected one by one, with commas between.`,
      help: `Write \`${several.join(', ')}\`.`,
    }
  const filed = id.replace(/^(?:\w+\/)?(.*)\.(?:ya?ml|md)$/, '$1')
  const called = ids.has(filed) ? filed : (names.get(id.trim().toLowerCase()) ?? nameless(id, ids))
  const near = called ?? (ids.size > 0 && ids.size <= FEW ? closest(id, [...ids]) : '')
  const likely = called !== undefined || (near !== '' && distance(id, near) <= Math.max(2, id.length / 3))
  return {
    at,
    message: `Unexpected ${name} \`${id}\`, expected ${likely ? `\`${near}\`` : `a ${name} that is there`}.`,
    help: likely ? `Did you mean \`${near}\`?` : `Correct the name, or add the ${name}.`,
  }
}
