import { compactInstant, formatInstant, SECOND, type Instant } from '#model/time'
import { COMPONENT_STATUSES, type ComponentStatus, type Update } from '#model/records/update'
import { findSecret } from '#model/publish/secrets'
import type { SourceRecord, SourceUpdate } from './statuspage/format.ts'
import { takeName } from './naming.ts'
import { markdownOf } from './text.ts'

/** An update as it will be written. */
export interface Post<State extends string = string> {
  time: Instant
  state: State
  body: string
  /** What it sets, by service. */
  components: Map<string, ComponentStatus>
  notify: boolean
}

/** A post in the file that it belongs to. */
export interface FiledPost<State extends string = string> extends Post<State> {
  name: string
}

/** A record's updates, oldest first, and what of each can't be kept. */
export function* shownUpdates(
  record: SourceRecord,
  note: (message: string) => void,
): Generator<SourceUpdate & { time: Instant }> {
  const dated = record.incident_updates.toReversed().flatMap((update) => {
    const time = update.display_at ?? update.created_at
    if (time === null) note(`an update (${update.status}) has no time, and isn't kept: ${JSON.stringify(update.body)}`)
    return time === null ? [] : [{ ...update, time }]
  })
  for (const update of dated.toSorted((a, b) => a.time - b.time)) {
    const at = formatInstant(update.time)
    const { created_at, updated_at, custom_tweet, tweet_id } = update
    if (created_at !== null && Math.abs(created_at - update.time) >= SECOND)
      note(`the update shown at ${at} was posted at ${formatInstant(created_at)}, which isn't kept`)
    if (created_at !== null && updated_at !== null && updated_at - created_at >= SECOND)
      note(`the update of ${at} was edited at ${formatInstant(updated_at)}, which isn't kept; its last text is`)
    if (custom_tweet || tweet_id) note(`the tweet of the update of ${at} isn't kept`)
    const secret = findSecret(update.body ?? '')
    if (secret) note(`the update of ${at} seems to hold ${secret.name}; \`validate\` will say where`)
    yield update
  }
}

/** How a source is put into our words: which service a component is, and who hears of what can't be kept. */
export interface Translation {
  serviceOf: (componentId: string) => string | null
  lose: (message: string) => void
}

/**
 * What an update sets. Statuspage repeats the states of all components in every update; only what it mentions first or
 * changes is written. `now` is what the updates before have set, and is brought up to date.
 */
export function settingsOf(
  update: SourceUpdate & { time: Instant },
  now: Map<string, ComponentStatus>,
  adapt: (status: ComponentStatus) => ComponentStatus | null,
  { serviceOf, lose }: Translation,
): Map<string, ComponentStatus> {
  const set = new Map<string, ComponentStatus>()
  for (const { code, new_status } of update.affected_components) {
    const service = serviceOf(code)
    if (service === null) continue
    const known = asStatus(new_status)
    if (known === null) lose(`the state ${JSON.stringify(new_status)} of \`${service}\` isn't known, and isn't kept`)
    const status = known === null ? null : adapt(known)
    if (status === null || now.get(service) === status) continue
    now.set(service, status)
    set.set(service, status)
  }
  return set
}

/** A status of Statuspage that is known here; null for any other. */
export const asStatus = (status: string | null): ComponentStatus | null =>
  COMPONENT_STATUSES.find((one) => one === status) ?? null

/** Names the files: the UTC time, `-2` and so on where several share a second. */
export function fileNames<P extends Post>(posts: readonly P[]): (P & { name: string })[] {
  const taken = new Set<string>()
  return posts.map((post) => ({ ...post, name: `${takeName(compactInstant(post.time), taken)}.md` }))
}

/**
 * The posts that aren't there yet. One that is there but reads otherwise was edited, here or at the source: it is left
 * as it is.
 */
export function newPosts<State extends string>(
  posts: readonly FiledPost<State>[],
  there: readonly Update[],
  note: (message: string) => void,
): FiledPost<State>[] {
  const rest = new Set(there)
  return posts.filter((post) => {
    const same = [...rest].find(
      ({ time, state, body }) =>
        time === post.time && state === post.state && body.markdown.trim() === markdownOf(post.body),
    )
    const match = same ?? [...rest].find(({ file }) => file.endsWith(`/${post.name}`))
    if (!match) return true
    rest.delete(match)
    if (!same) note(`${match.file} differs from the source, and is left as it is`)
    return false
  })
}

/** An update's front matter; milliseconds and what is by default so are left out where they say nothing. */
export function postData(
  post: FiledPost,
  extra: { title?: string; impact?: string | undefined },
): Record<string, unknown> {
  const data = {
    state: post.state,
    title: extra.title,
    components: post.components.size > 0 ? Object.fromEntries(post.components) : undefined,
    impact: extra.impact,
    at: post.time % SECOND === 0 ? undefined : formatInstant(post.time),
    notify: post.notify ? undefined : false,
  }
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
