import type { Incident } from '#model/records/incident'
import { formatInstant, type Instant } from '#model/time'
import { setLine } from './front-matter.ts'
import type { SourceRecord } from './format.ts'
import { impactToState } from './impact.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { filesIn, identity, ledgerOf, refusalOf, servicesNamed, type Import } from '../record.ts'
import { markdownOf, oneLine } from '../text.ts'
import { addUnspoken, statuspagePosts } from './incident-updates.ts'
import { timesOf, type Times } from './incident-times.ts'
import { fileNames, newPosts, postData, type Post } from '../updates.ts'
import { POSTMORTEM_FILE, bundleOf, placeOf, publicFile } from '#model/records/content-layout'
import { slugOf } from '../naming.ts'

const SEVERITY: Record<string, string> = { critical: 'SEV-1', major: 'SEV-2', minor: 'SEV-3', none: 'SEV-4' }

/** One incident becomes a folder with every update in its own file; of one that is there, what it lacks. */
export function planStatuspageIncident(record: SourceRecord, { known, newId, services }: Import): Plan {
  const name = oneLine(record.name) || 'Incident'
  const { note, lose, told } = ledgerOf(`incident ${record.id} (${name})`)
  const found = known(record.id)
  const refusal = refusalOf(found, 'incident')
  if (refusal !== null) {
    note(refusal)
    return { files: [], edits: [], notes: told(false) }
  }
  const there = found?.kind === 'incident' ? found.record : null
  const posts = fileNames(statuspagePosts(record, services.serviceOf, lose))
  const fresh = newPosts(posts, there?.updates ?? [], note)
  addUnspoken(record, fresh, posts, there, services.serviceOf, lose)
  const times = timesOf(record, posts, lose)
  const id = there?.id ?? newId(new Date(times.started).getUTCFullYear())
  const folder = there ? bundleOf(there.file) : placeOf('incident', id, slugOf(name))
  const file = filesIn('incident', folder)
  const files: PlannedFile[] = []
  if (!there) {
    files.push(
      file(
        'index.md',
        indexData(record, id, name, times, services.serviceOf, lose),
        '## Timeline\n\nImported from Statuspage.\n',
      ),
    )
    for (const message of generalLosses(record, name)) lose(message)
  }
  const impact = impactToState(record.impact, there?.updates ?? [], fresh, services.current)
  for (const [i, post] of fresh.entries()) {
    const first = i === 0
    const extra = { ...(first && !there?.updates?.length ? { title: name } : {}), impact: first ? impact : undefined }
    files.push(file(`public/${post.name}`, postData(post, extra), bodyOf(post)))
  }
  const review = postmortemOf(record)
  if (review !== null && !there?.postmortem) files.push(file('public/postmortem.md', null, `\n${markdownOf(review)}\n`))
  else if (review !== null && there?.postmortem?.markdown.trim() !== markdownOf(review))
    note(`${publicFile(folder, POSTMORTEM_FILE)} differs from the source, and is left as it is`)
  const edits = there ? closeIncident(there, times.resolved, folder, note, services.textOf) : []
  return { files, edits, notes: told(files.length > 0) }
}

const bodyOf = ({ body }: Post) => (body.trim() === '' ? '' : `${markdownOf(body)}\n`)

function indexData(
  record: SourceRecord,
  id: string,
  title: string,
  { started, mitigated, resolved }: Times,
  serviceOf: (id: string) => string | null,
  lose: (message: string) => void,
): Record<string, unknown> {
  const severity = SEVERITY[record.impact ?? 'none']
  if (severity === undefined) lose(`its impact ${JSON.stringify(record.impact)} isn't known: written as SEV-4`)
  return {
    id,
    title,
    severity: severity ?? 'SEV-4',
    services: servicesNamed(record, serviceOf),
    started: formatInstant(started),
    ...(mitigated === undefined ? {} : { mitigated: formatInstant(mitigated) }),
    ...(resolved === undefined ? {} : { resolved: formatInstant(resolved) }),
    ...(record.backfilled ? { backfilled: true } : {}),
    ...identity(record, lose),
  }
}

function* generalLosses({ name, reminder_intervals, incident_updates }: SourceRecord, title: string) {
  if (oneLine(name) === '') yield `it has no name: written as ${JSON.stringify(title)}`
  if (reminder_intervals !== null && reminder_intervals !== undefined && reminder_intervals !== '[]')
    yield "its reminders to post an update aren't kept; `policy.yaml` has a cadence"
  const reviews = incident_updates.filter(({ status }) => status === 'postmortem')
  if (reviews.length > 1) yield `of its ${reviews.length} postmortems only the newest is kept`
}

const postmortemOf = ({ incident_updates, postmortem_body }: SourceRecord): string | null => {
  const text = postmortem_body ?? incident_updates.find(({ status }) => status === 'postmortem')?.body
  return text && text.trim() !== '' ? text : null
}

/** An incident that was open when it was imported, and is over now. */
export function closeIncident(
  { file, resolved: already, closed_as, mitigated, acknowledged, detected, started }: Incident,
  resolved: Instant | undefined,
  folder: string,
  note: (message: string) => void,
  textOf: (file: string) => string,
): Plan['edits'] {
  if (resolved === undefined || already !== undefined || closed_as !== undefined) return []
  const after = ['started', 'detected', 'acknowledged', 'mitigated']
  const time = formatInstant(Math.max(resolved, mitigated ?? acknowledged ?? detected ?? started))
  const was = textOf(file)
  const text = setLine(was, 'resolved', time, after)
  if (text !== null) return [{ kind: 'incident', record: folder, path: file, was, text, summary: `resolved: ${time}` }]
  note(`is resolved at the source; add \`resolved: ${time}\` to ${file}`)
  return []
}
