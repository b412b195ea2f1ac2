import { ownValue } from '#model/records/own-value'
import type { Catalog } from '#model/catalog'
import { SAME_FOR, type Posting } from '#model/incident/posted/posting'
import { bodyData } from '#model/incident/posted/statuspage-form'
import { incidentPosting } from '#model/incident/posted/statuspage-incident'
import { openRecordOf, recordOf, servicesByName } from './known.ts'
import { OTHERS_KEY, type RequestKey } from './posting-key.ts'
import type { Ask } from './writing.ts'

/** Who posts for a relay, as records have it. */
export interface Sender {
  handle: string
  email?: string | undefined
}

/** A new incident or maintenance; one that was asked for moments ago in the same words is there already. */
export function newIncident(body: string, { prefix, key, named }: RequestKey, by: Sender): Ask {
  return (catalog) => {
    const read = bodyData(body)
    if ('error' in read) return { errors: [read.error] }
    const there = openRecordOf(prefix, named ? null : catalog.now - SAME_FOR, catalog)
    if (there && named && there.key !== key) return { errors: [OTHERS_KEY] }
    if (there) return { nothing: there.id }
    const services = servicesByName(catalog)
    return incidentPosting(read.data, { key, by, component: (id) => services.get(id) })
  }
}

/** More of one; null: customers know none by that id. What says nothing new writes nothing. */
export function moreOfIncident(publicId: string, body: string, { key, named }: RequestKey, by: Sender): Ask {
  return (catalog) => {
    const read = bodyData(body)
    if ('error' in read) return { errors: [read.error] }
    const record = recordOf(publicId, catalog)
    if (record === null) return { missing: true }
    const services = servicesByName(catalog)
    const posting = incidentPosting(read.data, {
      key,
      by,
      update: { id: publicId, kind: record.kind, components: record.components },
      component: (id) => services.get(id),
    })
    if ('errors' in posting) return posting
    return saysNothingNew(posting, record.updates, catalog) ? { nothing: record.id } : { ...posting, byWords: !named }
  }
}

type Said = NonNullable<ReturnType<typeof recordOf>>['updates']

/** Whether all that a posting says holds already; the same words a while later are words again. */
function saysNothingNew(posting: Exclude<Posting, { kind: 'component' }>, updates: Said, { now }: Catalog): boolean {
  const last = updates.at(-1)
  if (!last) return false
  const { state, title, text, components = {} } = posting
  const lastly = <T>(pick: (update: Said[number]) => T | undefined) =>
    updates.map(pick).findLast((one) => one !== undefined)
  const holds =
    (state ?? last.state) === last.state &&
    (title === undefined || title === lastly((one) => one.title)) &&
    (posting.kind !== 'incident' || posting.impact === undefined || posting.impact === lastly((one) => one.impact)) &&
    (posting.kind !== 'maintenance' ||
      (posting.scheduled_for ?? posting.scheduled_until ?? posting.auto) === undefined) &&
    Object.entries(components).every(([id, status]) =>
      last.state === 'resolved' || last.state === 'completed'
        ? status === 'operational'
        : status === lastly((one) => ownValue(one.components, id)?.status),
    )
  return holds && (text === undefined || (text.trim() === last.body.markdown.trim() && now - last.time <= SAME_FOR))
}
