import { incidentPosting } from '#model/incident/posted/statuspage-incident'
import type { Posting } from '#model/incident/posted/posting'
import type { Read } from '#model/incident/posted/reading'
import type { Desk } from './desk.ts'
import { componentNamed, componentNear } from './named-components.ts'
import { recordNamed } from './posted-record.ts'

/** What a body of Statuspage's asks for, with what there is at hand. */
export function bodyPosting(
  { data, key, byWords, again, by, at, update }: Extract<Read, { kind: 'body' }>,
  { content: { catalog } }: Desk,
): Posting | { error: string } {
  const incident = update === undefined ? undefined : recordNamed(update, catalog.incidents, catalog)
  const change = update === undefined || incident ? undefined : recordNamed(update, catalog.changes, catalog)
  const found = incident ?? change
  if (update !== undefined && !found)
    return {
      error: `Unexpected \`incident_id\` ${JSON.stringify(update.slice(0, 100))}, expected the id of an incident or a maintenance.\n`,
    }
  const components = new Set((found?.updates ?? []).flatMap((one) => Object.keys(one.components)))
  const posting = incidentPosting(data, {
    key,
    by,
    at,
    update: found && { id: found.id, kind: incident ? 'incident' : 'maintenance', components },
    component: (name) => componentNamed(name, catalog),
    near: (name) => componentNear(name, catalog),
  })
  return 'errors' in posting
    ? { error: posting.errors.map((one) => `${one}\n`).join('') }
    : { ...posting, byWords, again }
}
