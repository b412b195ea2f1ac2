import { formatInstant, MINUTE, type Instant } from '#model/time'
import type { MAINTENANCE_STATES } from '#model/records/update'
import { changeBody, changeData, type Facts } from '../announced-change.ts'
import { moveOn } from '../follow-up.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { CHANGE, openRecord, type RecordContext } from '../record.ts'
import { markdownOf, oneLine } from '../text.ts'
import { fileNames, newPosts, postData, type Post } from '../updates.ts'
import type { Announced } from './announced.ts'
import { issueId, lossesOf } from './issue-incidents.ts'
import type { UpptimeIssue } from './issues.ts'
import { noteSecrets } from './secrets.ts'
import { withoutComments } from './text.ts'
import type { AnnouncedWindow } from './window.ts'

type State = (typeof MAINTENANCE_STATES)[number]

/** One maintenance becomes a change that is announced; of one that is there, what it lacks. */
export function planAnnounced(
  { issue, window: announced, sites, unknown }: Announced,
  serviceOf: (slug: string) => string,
  repository: string | null,
  context: RecordContext,
): Plan {
  const title = oneLine(issue.title) || `Issue ${issue.number}`
  const source = issueId(issue, repository)
  const services = sites.map(({ slug }) => serviceOf(slug))
  const opened = openRecord(CHANGE, { source, title, label: `maintenance ${source} (${title})` }, context)
  if ('refused' in opened) return opened.refused
  const { there, note, lose, told } = opened
  const facts = factsOf(issue, announced, lose)
  const posts = fileNames(postsOf(issue, facts, services))
  const fresh = newPosts(posts, there?.updates ?? [], note)
  const { id, folder, file } = opened.placeAt(issue.opened)
  const files: PlannedFile[] = []
  if (!there) {
    const tie = { kind: 'upptime', id: source, ...(issue.url === null ? {} : { url: issue.url }) }
    const data = { ...changeData({ id, title, services }, facts), source: tie }
    files.push(file('index.md', data, changeBody('Upptime')))
    if (unknown.length > 0) lose(`it expects ${unknown.join(', ')} to be down, which nobody watches`)
    for (const loss of lossesOf(issue)) lose(loss)
  }
  for (const post of fresh) {
    const body = post.body.trim() === '' ? '' : `${markdownOf(post.body)}\n`
    const extra = post === posts[0] && !there?.updates?.length ? { title } : {}
    files.push(file(`public/${post.name}`, postData(post, extra), body))
    noteSecrets(post, lose)
  }
  const edits = there ? moveOn(there, facts, { folder, note, textOf: context.textOf }) : []
  if (there && facts.status === 'cancelled' && there.status === 'approved')
    note(`is cancelled at the source; set \`status: cancelled\` in ${there.file}`)
  return { files, edits, notes: told(files.length > 0) }
}

/** Closed before it began: called off. Upptime itself closes it some time after its end. */
function factsOf(
  { closed }: UpptimeIssue,
  { start, end: until }: AnnouncedWindow,
  lose: (message: string) => void,
): Facts {
  const end = until > start ? until : start + MINUTE
  if (end !== until) lose(`its window ends at ${formatInstant(until)}, not after it starts: one minute is taken`)
  const window = { start, end }
  if (closed === null) return { status: 'approved', window, outcome: null }
  if (closed <= start) return { status: 'cancelled', window, outcome: null }
  return { status: 'completed', window, outcome: { started: start, finished: Math.min(closed, end) } }
}

function postsOf(issue: UpptimeIssue, { status, window, outcome }: Facts, services: readonly string[]): Post<State>[] {
  const { opened, closed } = issue
  const end = outcome?.finished ?? window.end
  const post = (time: Instant, state: State, body: string, notify = true): Post<State> => ({
    time,
    state,
    body,
    components: new Map(),
    notify,
  })
  const comments = issue.comments.flatMap(({ time, body }) => {
    const text = withoutComments(body)
    return text === '' ? [] : [{ time: Math.max(time, opened), text }]
  })
  /** One that was announced when it had begun begins with its window all the same: no update may say otherwise. */
  const late = opened >= window.start
  const stateAt = (time: Instant): State =>
    status === 'cancelled'
      ? closed !== null && time >= closed
        ? 'cancelled'
        : 'scheduled'
      : time >= end && end > opened
        ? 'completed'
        : time >= window.start && !late
          ? 'in_progress'
          : 'scheduled'
  const replies = comments.map(({ time, text }) => post(time, stateAt(time), text))
  const says = (state: State) => replies.some((reply) => reply.state === state)
  // The first of a state is where it begins, and a comment may come long after that.
  const turns = [
    ...(says('in_progress') ? [post(window.start, 'in_progress', 'The maintenance has begun.', false)] : []),
    ...(says('completed') ? [post(end, 'completed', 'The maintenance is over.', false)] : []),
    ...(status === 'cancelled' && closed !== null
      ? [post(closed, 'cancelled', 'This maintenance was cancelled.', true)]
      : []),
  ]
  const announcement = {
    ...post(opened, 'scheduled', withoutComments(issue.body)),
    components: new Map(services.map((service) => [service, 'under_maintenance' as const])),
  }
  return [announcement, ...[...turns, ...replies].toSorted((a, b) => a.time - b.time)]
}
