import type { Catalog } from '../catalog.ts'
import { loosely, type ComponentInterval, type Update } from '../records/update.ts'
import { DAY, type Instant } from '../time.ts'

/** What customers read of, as far as it names components. */
interface Announced {
  updates: readonly Update[]
  impact: readonly ComponentInterval[] | null
  window?: { end: Instant } | undefined
}

/**
 * Components that records name to customers while nothing is known of the service: its file is deleted, renamed, empty or
 * in pieces. An outage must not end with a file, so they stay components for as long as a record that goes on names them,
 * or one of the days that the page shows. A service that can be read and isn't public is none; one that is retired on
 * purpose has `public.until`.
 */
export function goneComponents(
  { services, salvaged_components, site, now }: Pick<Catalog, 'services' | 'salvaged_components' | 'site' | 'now'>,
  records: readonly Announced[],
): string[] {
  const known = new Set([...services, ...salvaged_components].map(({ id }) => loosely(id)))
  const since = now - site.uptime.days * DAY
  const named = records
    .filter((record) => !isPast(record, since))
    .toSorted((a, b) => begun(a) - begun(b))
    .flatMap(({ updates, impact }) => [
      ...updates.flatMap(({ components }) => Object.keys(components)),
      ...(impact ?? []).map(({ component }) => component),
    ])
  const gone = [...new Set(named)].filter((id) => id.trim() !== '' && !known.has(loosely(id)))
  return gone.slice(0, MOST_GONE).toSorted()
}

/**
 * Nobody loses more services than this in a slip. An update that names thousands is one itself, and each would cost a
 * page: what was named first stays, for it has been a component.
 */
const MOST_GONE = 200

const begun = ({ updates }: Announced): Instant => updates[0]?.time ?? Infinity

const OVER: readonly Update['state'][] = ['resolved', 'completed', 'cancelled']

/** Whether a record had ended, and been spoken of last, before some moment. */
function isPast({ updates, window }: Announced, since: Instant): boolean {
  const last = updates.at(-1)
  const over = last === undefined || OVER.includes(last.state) || (window !== undefined && window.end < since)
  return over && (last === undefined || last.time < since)
}
