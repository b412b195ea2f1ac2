import type { Site } from '../records/site.ts'
import type { Instant } from '../time.ts'
import type { Ledger } from './ledger.ts'
import { namedOutlets } from './outlet-names.ts'

/** Notices that weren't taken yet, as the last run of `notify` left it. */
export interface OwedNotices {
  /** Who is owed some, in the order of `site.yaml`. */
  channels: string[]
  notices: number
  /** Since when the oldest one is owed. */
  since: Instant
  /** When they were last tried. */
  as_of: Instant
}

/** What a ledger says that the channels of a site are owed; null: nothing. What a run is just sending is none of it. */
export function owedNotices({ claim, channels }: Ledger, site: Pick<Site, 'notify'>): OwedNotices | null {
  const behind = namedOutlets(site).flatMap(({ key }) => {
    const told = channels.get(key)
    const owed = told?.owed.filter(({ since }) => claim === null || since < told.at) ?? []
    return told && owed.length > 0 ? [{ key, at: told.at, owed }] : []
  })
  if (behind.length === 0) return null
  return {
    channels: behind.map(({ key }) => key),
    notices: behind.reduce((sum, { owed }) => sum + owed.length, 0),
    since: Math.min(...behind.map(({ owed }) => Math.min(...owed.map(({ since }) => since)))),
    as_of: Math.max(...behind.map(({ at }) => at)),
  }
}
