import type { PublicIncident, PublicMaintenance } from '../publish/public.ts'
import type { Instant } from '../time.ts'
import { eventId, type NewsEvent } from './event.ts'
import { updatePlaces, wordingIn } from './known.ts'

/** What tells the updates of an incident apart from those of a maintenance. */
interface Teller<K extends NewsEvent['kind']> {
  shared: Pick<NewsEvent, 'about' | 'of' | 'components' | 'status'>
  /** What an update makes of it. */
  turnOf: (index: number) => K
  now: Instant
}

/**
 * Updates that subscribers don't know yet, or know otherwise (`was`), in order; those that are to tell nobody aren't among them. One whose text
 * was known at another time, which is there no more, has only got another time: that is no news.
 */
export function updateNews<K extends NewsEvent['kind']>(
  updates: (PublicIncident | PublicMaintenance)['updates'],
  known: ReadonlyMap<string, string> | null,
  stands: ReadonlyMap<string, string>,
  { shared, turnOf, now }: Teller<K>,
): NewsEvent[] {
  const gone = [...(known ?? [])].filter(([place]) => place.startsWith('update:') && !stands.has(place))
  return updatePlaces(updates).flatMap((place, index): NewsEvent[] => {
    const value = stands.get(place) ?? ''
    let was = known?.get(place) ?? null
    if (was === null) {
      const moved = gone.findIndex(([, text]) => wordingIn(text) === wordingIn(value))
      if (moved !== -1) was = gone.splice(moved, 1)[0]?.[1] ?? null
    }
    if (was === value || updates[index]?.notify !== true) return []
    return [
      was === null
        ? {
            ...shared,
            kind: turnOf(index),
            id: eventId(shared.of, place),
            place,
            was,
            at: updates[index]?.time ?? now,
            update: index,
          }
        : {
            ...shared,
            kind: 'corrected',
            id: eventId(shared.of, place, `${was}>${value}`),
            place,
            was,
            at: now,
            update: index,
          },
    ]
  })
}
