import { closest, distance } from 'fastest-levenshtein'
import type { Change } from '../records/change.ts'
import { environmentKey, environmentName, PRODUCTION } from '../records/environment.ts'
import type { Freeze } from '../records/freeze.ts'
import type { Policy } from '../records/policy.ts'
import { isApprovedOn } from './standing.ts'

/** The environments that there are, as far as somebody who may say so has said it. */
export interface Environments {
  /** Whether the policy lists them. Else those count that approved changes and freezes name. */
  listed: boolean
  /** By name as `environmentKey` gives it, as it is written, and the only change that uses it; null: it doesn't rest on one. */
  names: ReadonlyMap<string, { written: string; only: string | null }>
}

/** A change, as far as it says that there is an environment. */
export type Placed = Pick<Change, 'id' | 'environment' | 'status' | 'type' | 'source'>

type Somewhere = Pick<Change, 'environment'> & Partial<Pick<Change, 'id'>>

/**
 * The environments of a catalogue. What nobody had to approve vouches for no name: a draft or a proposal, what follows a
 * template, an emergency, what was imported.
 */
export function environmentsIn(catalog: {
  policy: Pick<Policy, 'environments'>
  changes: readonly Placed[]
  freezes: readonly Pick<Freeze, 'environments'>[]
}): Environments {
  const { environments: given } = catalog.policy
  const names = new Map<string, { written: string; only: string | null }>()
  for (const written of given ?? [PRODUCTION, ...catalog.freezes.flatMap(({ environments = [] }) => environments)])
    names.set(environmentKey(written), { written, only: null })
  if (given) return { listed: true, names }
  for (const change of catalog.changes) {
    if (!isApprovedOn(change) || change.type !== 'normal' || change.source !== undefined) continue
    const key = environmentKey(change.environment)
    const known = names.get(key)
    if (!known) names.set(key, { written: change.environment, only: change.id })
    else if (known.only !== change.id) names.set(key, { ...known, only: null })
  }
  return { listed: false, names }
}

/** Whether the name of a change's environment is known; a change doesn't vouch for its own. */
export function isKnownEnvironment({ id, environment }: Somewhere, { names }: Environments): boolean {
  const known = names.get(environmentKey(environment))
  return known !== undefined && known.only !== id
}

/**
 * The environment that the risk of a change, and what a freeze does to it, are judged by. One that isn't known counts as
 * production, so that nothing escapes by a name. Where `environments` is left out, every name is known.
 */
export const environmentOf = (change: Somewhere, environments?: Environments): string =>
  environments === undefined || isKnownEnvironment(change, environments)
    ? environmentName(change.environment)
    : PRODUCTION

/** The known name that was probably meant, as it is written; null where none is near. */
export function nearestEnvironment(written: string, { names }: Environments): string | null {
  const name = environmentName(written)
  const keys = [...names.keys()]
  const same = keys.find((key) => environmentName(key) === name && key !== environmentKey(written))
  const near = same ?? (keys.length > 0 ? closest(name, keys) : '')
  const isNear =
    same !== undefined || distance(name, near) <= Math.max(2, Math.floor(near.length / 3)) || near.startsWith(name)
  return isNear ? (names.get(near)?.written ?? null) : null
}
