import type { Slo } from '#model/records/slo'
import { UsageError } from './usage-error.ts'

/** The SLOs of an id, or all where none is named. Refuses an id that isn't there, and names those that are. */
export function namedSlos(slos: readonly Slo[], id: string | undefined): readonly Slo[] {
  if (id === undefined) return slos
  const named = slos.filter((slo) => slo.id === id)
  if (named.length > 0) return named
  const ids = slos.map((slo) => slo.id).toSorted()
  throw new UsageError(
    `There is no SLO ${id}. ${ids.length === 0 ? 'There is none in slos/.' : `There are ${ids.join(', ')}.`}`,
  )
}
