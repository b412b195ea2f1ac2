import type { Incident } from '#model/records/incident'
import { formatInstant } from '#model/time'
import { INCIDENT_STATES, type ComponentStatus } from '#model/records/update'
import type { SourceRecord } from './format.ts'
import { beginOf, isOverAtSource } from './incident-times.ts'
import { asStatus, settingsOf, shownUpdates, type FiledPost, type Post, type Translation } from '../updates.ts'

export type IncidentState = (typeof INCIDENT_STATES)[number]

/** What an incident's updates become. One that is over says so in the end, also where its last update doesn't. */
export function statuspagePosts(record: SourceRecord, translation: Translation): Post<IncidentState>[] {
  const { lose } = translation
  const now = new Map<string, ComponentStatus>()
  const posts: Post<IncidentState>[] = []
  for (const update of shownUpdates(record, lose)) {
    if (update.status === 'postmortem') continue
    const known = INCIDENT_STATES.find((state) => state === update.status)
    const state = known ?? posts.at(-1)?.state ?? 'investigating'
    if (!known)
      lose(
        `the update of ${formatInstant(update.time)} is ${JSON.stringify(update.status)}, which isn't known: written as ${state}`,
      )
    const components = settingsOf(update, now, (status) => status, translation)
    // `resolved` ends them all; an update that reopens it sets them anew.
    if (state === 'resolved') now.clear()
    posts.push({
      time: update.time,
      state,
      body: update.body ?? '',
      components,
      notify: update.deliver_notifications ?? true,
    })
  }
  const last = posts.at(-1)
  const silent = { body: '', components: new Map<string, ComponentStatus>(), notify: false }
  if (!last && !isOverAtSource(record)) {
    const state = INCIDENT_STATES.find((one) => one === record.status) ?? 'investigating'
    lose('it has no updates at the source; one without text was added, for it to be shown')
    return [{ ...silent, time: beginOf(record), state }]
  }
  if (isOverAtSource(record) && last?.state !== 'resolved') {
    const time = Math.max(record.resolved_at ?? record.updated_at ?? 0, last?.time ?? beginOf(record))
    lose(`it is resolved at the source, but no update says so; one was added at ${formatInstant(time)}`)
    return [...posts, { ...silent, time, state: 'resolved', body: 'This incident has been resolved.' }]
  }
  if (!isOverAtSource(record) && last?.state === 'resolved')
    lose(`its last update says resolved, but its status is ${JSON.stringify(record.status)}: it is left open`)
  return posts
}

/** Components that no update speaks of take the state that the incident gives them, from its first update on. */
export function addUnspoken(
  record: SourceRecord,
  { fresh, posts, there }: { fresh: readonly FiledPost[]; posts: readonly FiledPost[]; there: Incident | null },
  { serviceOf, lose }: Translation,
) {
  const spoken = new Set([
    ...posts.flatMap(({ components }) => [...components.keys()]),
    ...(there?.updates ?? []).flatMap(({ components }) => Object.keys(components)),
  ])
  for (const { id, status } of record.components) {
    const service = serviceOf(id)
    if (service === null || spoken.has(service)) continue
    const known = asStatus(status)
    if (known === null) lose(`the state ${JSON.stringify(status)} of \`${service}\` isn't known, and isn't kept`)
    else fresh[0]?.components.set(service, known)
  }
}
