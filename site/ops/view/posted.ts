import type { Change } from '#model/records/change'
import type { Incident } from '#model/records/incident'
import type { Ops } from './index.ts'
import { refer, type Reference } from './reference.ts'
import { publicIdOf } from '#model/publish/public-id'
import type { Instant } from '#model/time'
import type { ComponentStatus, Update } from '#model/records/update'

/** A public update as it was posted. */
export interface Posted {
  time: Instant
  state: string
  title: string | null
  markdown: string
  file: string
  components: { service: Reference; status: ComponentStatus }[]
  next_update: Instant | null
}

/** The newest first. */
/** The public updates of a record in its own order; none where it has no public folder. */
export const postedOf = ({ links }: Ops, updates: readonly Update[] | null): Posted[] =>
  (updates ?? []).toReversed().map((update) => ({
    time: update.time,
    state: update.state,
    title: update.title ?? null,
    markdown: update.body.markdown,
    file: update.file,
    next_update: update.next_update ?? null,
    components: Object.entries(update.components).map(([id, setting]) => ({
      service: refer('service', id, links.services.get(id)),
      status: typeof setting === 'string' ? setting : setting.status,
    })),
  }))

/** Where customers read of it. Null where nothing of it is public: no updates, or a change before its approval. */
export function publicAddress({ catalog }: Ops, kind: 'incident' | 'change', record: Incident | Change): string | null {
  const unapproved = 'status' in record && ['draft', 'proposed'].includes(record.status)
  if (unapproved || !record.updates || record.updates.length === 0) return null
  const { url } = catalog.site
  return `${url.replace(/\/+$/, '')}/incidents/${record.public_id ?? publicIdOf(kind, record.id, url)}/`
}
