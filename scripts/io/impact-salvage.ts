import { incidentSpans } from '#model/status/incident'
import {
  intervalSchema,
  meantBy,
  publishedAs,
  publishedSettings,
  type ComponentInterval,
  type Update,
} from '#model/records/update'
import type { Instant } from '#model/time'
import { statusMeant } from './settings-salvage.ts'

/** Corrected intervals of which some are wrong. */
export interface RoughImpact {
  right: ComponentInterval[]
  /** What is said to be the component of each of the others; null where that can't be read. */
  wrong: (string | null)[]
}

/** Of a list of intervals the right ones, a state spelt otherwise put right; null where it is no list. */
export function roughImpact(written: unknown): RoughImpact | null {
  if (!Array.isArray(written)) return null
  const read = written.map((item: unknown) => {
    const fields: Record<string, unknown> = typeof item === 'object' && item !== null ? { ...item } : {}
    const { status, component } = fields
    const meant = typeof status === 'string' ? (statusMeant(status) ?? status) : status
    const { data } = intervalSchema.safeParse({ ...fields, status: meant })
    return data ?? { unread: typeof component === 'string' ? component : null }
  })
  return {
    right: read.flatMap((one) => ('unread' in one ? [] : one)),
    wrong: read.flatMap((one) => ('unread' in one ? one.unread : [])),
  }
}

/**
 * Corrected intervals with those of the updates beside them, for the components that a wrong item is of: a typing error in
 * a correction must not end an outage. Of which component an item is that names none, nobody knows: it may be any that the
 * correction doesn't name otherwise.
 */
export function impactInDoubt(
  { right, wrong }: RoughImpact,
  updates: readonly Update[],
  { now, components }: { now: Instant; components: ReadonlyMap<string, string> },
): ComponentInterval[] {
  const known = publishedAs([...components.values()])
  const idOf = (written: string | null) => meantBy(written ?? '', known) ?? null
  const named = new Set(right.map(({ component }) => idOf(component)))
  const wrongly = new Set(wrong.map(idOf))
  const unknown = wrongly.has(null) || named.has(null)
  const told = updates.flatMap((update) =>
    update.time > now ? [] : { state: stateOf(update), time: update.time, settings: publishedSettings(update, known) },
  )
  const spans = incidentSpans(told).filter(
    ({ component, status }) =>
      status !== 'operational' && (wrongly.has(component) || (unknown && !named.has(component))),
  )
  return [
    ...right,
    ...spans.map(({ component, status, from, to }) => ({
      component,
      status,
      from,
      to: Number.isFinite(to) ? to : undefined,
    })),
  ]
}

/** What ends an incident. */
const stateOf = ({ state }: Update): 'resolved' | 'investigating' => (state === 'resolved' ? state : 'investigating')
