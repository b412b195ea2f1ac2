import type { Change } from '#model/records/change'
import { formatInstant, MINUTE, type Instant } from '#model/time'
import { MAINTENANCE_STATES, type ComponentStatus } from '#model/records/update'
import { setLine } from './front-matter.ts'
import type { SourceRecord } from './format.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { filesIn, identity, ledgerOf, refusalOf, servicesNamed, type Import } from '../record.ts'
import { markdownOf, oneLine } from '../text.ts'
import { fileNames, newPosts, postData, settingsOf, shownUpdates, type Post } from '../updates.ts'
import { bundleOf, placeOf } from '#model/records/content-layout'
import { slugOf } from '../naming.ts'

type State = (typeof MAINTENANCE_STATES)[number]
type Status = 'approved' | 'in_progress' | 'completed' | 'cancelled'

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
export function planStatuspageMaintenance(record: SourceRecord, { known, newId, services }: Import): Plan {
  const name = oneLine(record.name) || 'Maintenance'
  const { note, lose, told } = ledgerOf(`maintenance ${record.id} (${name})`)
  const found = known(record.id)
  const refusal = refusalOf(found, 'change')
  if (refusal !== null) {
    note(refusal)
    return { files: [], edits: [], notes: told(false) }
  }
  const there = found?.kind === 'change' ? found.record : null
  const posts = fileNames(postsOf(record, services.serviceOf, lose))
  const facts = factsOf(record, posts, lose)
  const fresh = newPosts(posts, there?.updates ?? [], note)
  const id = there?.id ?? newId(new Date(record.created_at ?? posts[0]?.time ?? facts.window.start).getUTCFullYear())
  const folder = there ? bundleOf(there.file) : placeOf('change', id, slugOf(name))
  const file = filesIn('maintenance', folder)
  const files: PlannedFile[] = []
  if (!there) {
    const data = {
      id,
      title: name,
      type: 'normal',
      status: facts.status,
      requester: 'imported',
      environment: 'production',
      services: servicesNamed(record, services.serviceOf),
      window: facts.window && { start: formatInstant(facts.window.start), end: formatInstant(facts.window.end) },
      ...(facts.outcome ? { outcome: outcomeData(facts.outcome) } : {}),
      ...identity(record, lose),
    }
    files.push(
      file(
        'index.md',
        data,
        `## Implementation plan\n\nImported from Statuspage, which holds none.\n${reviewOf(record, lose)}`,
      ),
    )
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
  const edits = there ? moveOn(there, facts, folder, note, services.textOf) : []
  return { files, edits, notes: told(files.length > 0) }
}

const stateOf = (status: string): State | null =>
  MAINTENANCE_STATES.find((one) => one === status) ?? NEAREST[status] ?? null

function postsOf(
  record: SourceRecord,
  serviceOf: (id: string) => string | null,
  lose: (message: string) => void,
): Post<State>[] {
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
    const components = settingsOf(update, serviceOf, now, adapt, lose)
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

/** Where a maintenance stands, and when it is or was. */
export interface Facts {
  status: Status
  window: { start: Instant; end: Instant }
  outcome: { started: Instant; finished: Instant } | null
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

export const outcomeData = ({ started, finished }: NonNullable<Facts['outcome']>) => ({
  started: formatInstant(started),
  finished: formatInstant(finished),
})

/** Maintenance has no public postmortem here; what was written goes into the internal record. */
function reviewOf({ incident_updates, postmortem_body }: SourceRecord, lose: (message: string) => void): string {
  const text = postmortem_body ?? incident_updates.find(({ status }) => status === 'postmortem')?.body
  if (!text || text.trim() === '') return ''
  lose('its postmortem is kept in the internal record: maintenance has no public one')
  return `\n## Postmortem\n\n${markdownOf(text)}\n`
}

/** A maintenance that has gone on since it was imported. What a person made of it meanwhile stays. */
export function moveOn(
  { file, status, outcome }: Change,
  facts: Facts,
  folder: string,
  note: (message: string) => void,
  textOf: (file: string) => string,
): Plan['edits'] {
  const order: string[] = ['approved', 'in_progress', 'completed']
  if (order.indexOf(facts.status) <= order.indexOf(status) || !order.includes(status)) return []
  const was = textOf(file)
  const moved = setLine(was, 'status', facts.status, [])
  const written = facts.outcome && !outcome ? outcomeData(facts.outcome) : null
  const value = written && `{started: ${written.started}, finished: ${written.finished}}`
  const text = moved !== null && value ? setLine(moved, 'outcome', value, ['window']) : moved
  if (text !== null)
    return [{ kind: 'maintenance', record: folder, path: file, was, text, summary: `status: ${facts.status}` }]
  note(`is ${facts.status} at the source; bring \`status\` and \`outcome\` of ${file} up to date`)
  return []
}
