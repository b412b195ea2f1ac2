import type { PublicIncident, PublicMaintenance } from '../publish/public.ts'
import { wordingIn } from './known.ts'

/** An update that subscribers don't know yet (`was` is null), or know otherwise. */
export interface UpdateNews {
  index: number
  place: string
  was: string | null
  value: string
}

/**
 * The updates that are new or were corrected, in order; those that are to tell nobody aren't among them. One whose text
 * was known at another time, which is there no more, has only got another time: that is no news.
 */
export function updateNews(
  updates: (PublicIncident | PublicMaintenance)['updates'],
  places: readonly string[],
  known: ReadonlyMap<string, string> | null,
  stands: ReadonlyMap<string, string>,
): UpdateNews[] {
  const gone = [...(known ?? [])].filter(([place]) => place.startsWith('update:') && !stands.has(place))
  return places.flatMap((place, index): UpdateNews[] => {
    const value = stands.get(place) ?? ''
    let was = known?.get(place) ?? null
    if (was === null) {
      const moved = gone.findIndex(([, text]) => wordingIn(text) === wordingIn(value))
      if (moved !== -1) was = gone.splice(moved, 1)[0]?.[1] ?? null
    }
    return was === value || updates[index]?.notify !== true ? [] : [{ index, place, was, value }]
  })
}
