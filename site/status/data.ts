import { readFileSync } from 'node:fs'
import type { PublicCatalog } from '#model/publish/public'
import { statusPage, type Event, type StatusPage } from '#model/status/page'

/*
 * The only door of this site: the serialised public catalogue that `evenkeel build` hands over. No record is read
 * here, so nothing that isn't public can come in. (A content collection would copy the same data into Astro's store
 * first, and hand it out without the links between its parts.)
 */
const file = process.env['EVENKEEL_DATA']
if (file === undefined) throw new Error('Build the sites with `npm run build`: it hands the records over.')

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `evenkeel build` from the same type
export const status: StatusPage = statusPage(JSON.parse(readFileSync(file, 'utf8')) as PublicCatalog)

/** Incidents and maintenances by their public id. */
export const events: ReadonlyMap<string, Event> = new Map(
  [...status.incidents, ...status.maintenances].map((event) => [event.public_id, event]),
)

const repeats = Map.groupBy(
  status.incidents.filter(({ duplicate_of }) => duplicate_of !== null),
  ({ duplicate_of }) => duplicate_of,
)
/** The incidents that repeat another one. */
export const repeatsOf = (publicId: string): readonly Event[] => repeats.get(publicId) ?? []
