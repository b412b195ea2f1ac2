import type { Diagnostic } from '#model/diagnostic'
import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import type { Instant } from '#model/time'
import type { ComponentStatus, Update } from '#model/records/update'

/** A public update as it was posted. */
export interface Posted {
  time: Instant
  state: string
  title: string | null
  markdown: string
  file: string
  components: { service: PageReference; status: ComponentStatus }[]
  next_update: Instant | null
  /** Dated ahead of now: customers don't see it yet. */
  waiting: boolean
  /** What is wrong with its file: customers read what could be read of it. */
  errors: Diagnostic[]
}

/** The public updates of a record, the newest first; none where it has no public folder. */
export const postedOf = ({ links, now, errorsOf }: Ops, updates: readonly Update[] | null): Posted[] =>
  (updates ?? []).toReversed().map((update) => ({
    time: update.time,
    state: update.state,
    title: update.title ?? null,
    markdown: update.body.markdown,
    file: update.file,
    next_update: update.next_update ?? null,
    waiting: update.time > now,
    errors: errorsOf.get(update.file) ?? [],
    components: Object.entries(update.components).map(([id, setting]) => ({
      service: refer('service', id, links.services.get(id)),
      status: typeof setting === 'string' ? setting : setting.status,
    })),
  }))
