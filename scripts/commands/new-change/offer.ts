import type { Catalog } from '#model/catalog'
import type { ChangeDraft } from '#model/change/draft'
import { environmentsIn } from '#model/change/environment'
import { freeSlots, isFree, type SlotSearch } from '#model/change/free-slots'
import { riskOf } from '#model/change/risk'
import type { Interval } from '#model/interval'
import { formatInstant, HOUR, type Instant } from '#model/time'

/** What is looked for where a draft says neither how long it takes nor when. */
const USUAL = HOUR

/** The first times, from the one that it asks for on, at which a draft would meet nothing. */
export const offered = (draft: ChangeDraft, catalog: Catalog): Interval[] => freeSlots(searchFor(draft, catalog))

/** Where the window of a draft meets something: a sentence with the first times that are free. Null where it is free, or not known. */
export function collisionWords(id: string, draft: ChangeDraft, catalog: Catalog): string | null {
  const { window } = draft
  if (!window || draft.started !== undefined) return null
  const search = { ...searchFor(draft, catalog), length: window.end - window.start }
  if (isFree(search, { from: window.start, to: window.end })) return null
  const free = freeSlots(search).map(slotWords)
  const others = free.length === 0 ? '' : ` Free of all of that from there on: ${free.join(', ')}.`
  return `The window of ${id} meets a freeze, an event or another change, lies outside a maintenance window, or is too soon for its risk: the pull request says which.${others}`
}

/** As `--window` takes it. */
export const slotWords = ({ from, to }: { from: Instant; to: Instant }): string =>
  `${formatInstant(from)}/${formatInstant(to)}`

function searchFor(draft: ChangeDraft, catalog: Catalog): SlotSearch {
  const { type = 'normal', environment = 'production', services = [], risk, window, implementer } = draft
  const environments = environmentsIn(catalog)
  const tiers = catalog.services.flatMap(({ id, tier }) => (services.includes(id) ? tier : []))
  return {
    // No other change has this id.
    change: { id: '', type, environment, services: [...services], implementer },
    length: window ? window.end - window.start : (draft.estimated_duration ?? USUAL),
    from: Math.max(catalog.now, window?.start ?? catalog.now),
    risk: riskOf({ risk, type, environment }, tiers, catalog.policy.risk, environments)?.level ?? null,
    catalog,
    freezes: catalog.freezes,
    lead_time: catalog.policy.lead_time,
    environments,
  }
}
