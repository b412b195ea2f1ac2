import { formatInstant } from '#model/time'
import type { SourceRecord } from './format.ts'
import { impactToState } from './impact.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { closeIncident } from '../follow-up.ts'
import { INCIDENT, openRecord } from '../record.ts'
import { identity, servicesNamed, type Import } from './record.ts'
import { markdownOf, oneLine } from '../text.ts'
import { addUnspoken, statuspagePosts } from './incident-updates.ts'
import { timesOf, type Times } from './incident-times.ts'
import { fileNames, newPosts, postData, type Post, type Translation } from '../updates.ts'
import { POSTMORTEM_FILE, publicFile } from '#model/records/content-layout'

const SEVERITY: Record<string, string> = { critical: 'SEV-1', major: 'SEV-2', minor: 'SEV-3', none: 'SEV-4' }

/** One incident becomes a folder with every update in its own file; of one that is there, what it lacks. */
export function planStatuspageIncident(record: SourceRecord, context: Import): Plan {
  const name = oneLine(record.name) || 'Incident'
  const label = `incident ${record.id} (${name})`
  const opened = openRecord(INCIDENT, { source: record.id, title: name, label }, context)
  if ('refused' in opened) return opened.refused
  const { there, note, lose, told } = opened
  const translation = { serviceOf: context.services.serviceOf, lose }
  const posts = fileNames(statuspagePosts(record, translation))
  const fresh = newPosts(posts, there?.updates ?? [], note)
  addUnspoken(record, { fresh, posts, there }, translation)
  const times = timesOf(record, posts, lose)
  const { id, folder, file } = opened.placeAt(times.started)
  const files: PlannedFile[] = []
  if (!there) {
    files.push(
      file(
        'index.md',
        indexData(record, { id, title: name, ...times }, translation),
        '## Timeline\n\nImported from Statuspage.\n',
      ),
    )
    for (const message of generalLosses(record, name)) lose(message)
  }
  const impact = impactToState(record.impact, there?.updates ?? [], fresh, context.services.current)
  for (const [i, post] of fresh.entries()) {
    const first = i === 0
    const extra = { ...(first && !there?.updates?.length ? { title: name } : {}), impact: first ? impact : undefined }
    files.push(file(`public/${post.name}`, postData(post, extra), bodyOf(post)))
  }
  const review = postmortemOf(record)
  if (review !== null && !there?.postmortem) files.push(file('public/postmortem.md', null, `\n${markdownOf(review)}\n`))
  else if (review !== null && there?.postmortem?.markdown.trim() !== markdownOf(review))
    note(`${publicFile(folder, POSTMORTEM_FILE)} differs from the source, and is left as it is`)
  const edits = there ? closeIncident(there, times.resolved, { folder, note, textOf: context.textOf }) : []
  return { files, edits, notes: told(files.length > 0) }
}

const bodyOf = ({ body }: Post) => (body.trim() === '' ? '' : `${markdownOf(body)}\n`)

function indexData(
  record: SourceRecord,
  { id, title, started, mitigated, resolved }: Times & { id: string; title: string },
  { serviceOf, lose }: Translation,
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
