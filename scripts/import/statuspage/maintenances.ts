import { formatInstant, MINUTE } from '#model/time'
import { MAINTENANCE_STATES, type ComponentStatus } from '#model/records/update'
import type { SourceRecord } from './format.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { changeBody, changeData, type Facts, type Status } from '../announced-change.ts'
import { moveOn } from '../follow-up.ts'
import { CHANGE, openRecord } from '../record.ts'
import { identity, servicesNamed, type Import } from './record.ts'
import { markdownOf, oneLine } from '../text.ts'
import { fileNames, newPosts, postData, settingsOf, shownUpdates, type Post, type Translation } from '../updates.ts'

type State = (typeof MAINTENANCE_STATES)[number]

const STATUS: Record<State, Status> = {
  scheduled: 'approved',
  in_progress: 'in_progress',
  verifying: 'in_progress',
  completed: 'completed',
  cancelled: 'cancelled',
}
/** An incident's states, where a maintenance has them. */
const NEAREST: Record<string, State> = {
  investigating: 'in_progress',
  identified: 'in_progress',
  monitoring: 'verifying',
  resolved: 'completed',
  canceled: 'cancelled',
}

/** One maintenance becomes a change that is announced; of one that is there, what it lacks. */
export function planStatuspageMaintenance(record: SourceRecord, context: Import): Plan {
  const { serviceOf } = context.services
  const name = oneLine(record.name) || 'Maintenance'
  const label = `maintenance ${record.id} (${name})`
  const opened = openRecord(CHANGE, { source: record.id, title: name, label }, context)
  if ('refused' in opened) return opened.refused
  const { there, note, lose, told } = opened
  const posts = fileNames(postsOf(record, { serviceOf, lose }))
  const facts = factsOf(record, posts, lose)
  const fresh = newPosts(posts, there?.updates ?? [], note)
  const { id, folder, file } = opened.placeAt(record.created_at ?? posts[0]?.time ?? facts.window.start)
  const files: PlannedFile[] = []
  if (!there) {
    const data = changeData({ id, title: name, services: servicesNamed(record, serviceOf) }, facts)
    const body = changeBody('Statuspage', reviewOf(record, lose))
    files.push(file('index.md', { ...data, ...identity(record, lose) }, body))
    if (oneLine(record.name) === '') lose(`it has no name: written as ${JSON.stringify(name)}`)
  }
  for (const [i, post] of fresh.entries())
    files.push(
      file(
        `public/${post.name}`,
        postData(post, i === 0 && !there?.updates?.length ? { title: name } : {}),
        post.body.trim() === '' ? '' : `${markdownOf(post.body)}\n`,
      ),
    )
  const edits = there ? moveOn(there, facts, { folder, note, textOf: context.textOf }) : []
  return { files, edits, notes: told(files.length > 0) }
}

const stateOf = (status: string): State | null =>
  MAINTENANCE_STATES.find((one) => one === status) ?? NEAREST[status] ?? null

function postsOf(record: SourceRecord, translation: Translation): Post<State>[] {
  const { serviceOf, lose } = translation
  const now = new Map<string, ComponentStatus>()
  const posts: Post<State>[] = []
  for (const update of shownUpdates(record, lose)) {
    if (update.status === 'postmortem') continue
    const state = stateOf(update.status) ?? posts.at(-1)?.state ?? 'scheduled'
    if (state !== update.status)
      lose(
        `the update of ${formatInstant(update.time)} is ${JSON.stringify(update.status)}, which isn't known: written as ${state}`,
      )
    // Before it begins the components still work; what is meant is that they will be under maintenance.
    const begins = state === 'scheduled'
    const adapt = (status: ComponentStatus) =>
      status !== 'operational' ? status : begins ? 'under_maintenance' : state === 'completed' ? null : status
    const components = settingsOf(update, now, adapt, translation)
    posts.push({
      time: update.time,
      state,
      body: update.body ?? '',
      components,
      notify: update.deliver_notifications ?? true,
    })
  }
  if (posts.length === 0) {
    const time = record.created_at ?? record.scheduled_for ?? record.updated_at ?? 0
    lose('it has no updates at the source; one without text was added, for it to be shown')
    posts.push({ time, state: stateOf(record.status) ?? 'scheduled', body: '', components: new Map(), notify: false })
  }
  const named = new Set(posts.flatMap(({ components }) => [...components.keys()]))
  for (const { id } of record.components) {
    const service = serviceOf(id)
    if (service !== null && !named.has(service)) posts[0]?.components.set(service, 'under_maintenance')
  }
  return posts
}

function factsOf(record: SourceRecord, posts: readonly Post<State>[], lose: (message: string) => void): Facts {
  const state = stateOf(record.status) ?? posts.at(-1)?.state ?? 'scheduled'
  if (state !== record.status) lose(`its status ${JSON.stringify(record.status)} isn't known: taken as ${state}`)
  const start = record.scheduled_for ?? record.started_at ?? record.created_at ?? posts[0]?.time ?? 0
  if (record.scheduled_for === null) lose(`it has no \`scheduled_for\`: its window starts at ${formatInstant(start)}`)
  const until = record.scheduled_until
  const end = until !== null && until > start ? until : start + MINUTE
  if (end !== until)
    lose(
      `its window ends ${until === null ? 'never' : `at ${formatInstant(until)}, not after it starts`}: one minute is taken`,
    )
  const window = { start, end }
  if (state !== 'completed') return { status: STATUS[state], window, outcome: null }
  const timeOf = (wanted: State) => posts.find((post) => post.state === wanted)?.time
  const finished = record.resolved_at ?? timeOf('completed') ?? end
  const begun = timeOf('in_progress') ?? start
  if (begun > finished)
    lose(`it was completed at ${formatInstant(finished)}, before it began: that time is taken for both`)
  return { status: 'completed', window, outcome: { started: Math.min(begun, finished), finished } }
}

/** Maintenance has no public postmortem here; what was written goes into the internal record. */
function reviewOf({ incident_updates, postmortem_body }: SourceRecord, lose: (message: string) => void): string {
  const text = postmortem_body ?? incident_updates.find(({ status }) => status === 'postmortem')?.body
  if (!text || text.trim() === '') return ''
  lose('its postmortem is kept in the internal record: maintenance has no public one')
  return markdownOf(text)
}
