import { withoutEndSlashes } from '../page-address.ts'
import type { Site } from '../records/site.ts'

/** A setting of `site.yaml` that customers notice, in words; null where it isn't set. */
export interface SiteChange {
  field: string
  before: string | null
  after: string | null
}

/** What of the settings of the page changes. */
export function siteChanges(before: Site, after: Site): SiteChange[] {
  const now = new Map(noticed(after))
  return noticed(before)
    .map(([field, value]) => ({ field, before: value ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after)
}

const noticed = ({ name, url, time_zone, locale, locales, support_url, uptime, brand }: Site) =>
  [
    ['name', name],
    ['address', withoutEndSlashes(url)],
    ['time zone', time_zone],
    ['language', locale],
    ['languages', locales?.join(', ')],
    ['support address', support_url],
    ['days of uptime', String(uptime.days)],
    ['weight of a partial outage', String(uptime.partial_weight)],
    ['colour', brand.color],
    ['logo', brand.logo],
  ] satisfies [string, string | undefined][]
