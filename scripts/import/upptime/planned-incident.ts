import { formatInstant, type Instant } from '#model/time'
import type { ComponentInterval } from '#model/records/update'
import { closeIncident } from '../follow-up.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { INCIDENT, openRecord, type RecordContext } from '../record.ts'
import { markdownOf } from '../text.ts'
import { fileNames, newPosts, postData, type FiledPost } from '../updates.ts'
import type { OutageRecord } from './outage-record.ts'
import { noteSecrets } from './secrets.ts'
import { IMPACT_FILE, publicFile } from '#model/records/content-layout'

const SEVERITY = { down: 'SEV-2', degraded: 'SEV-3' } as const

/** One incident becomes a folder with every update in its own file; of one that is there, what it lacks. */
export function planOutageRecord(outage: OutageRecord, context: RecordContext): Plan {
  const { id: source, title, started, resolved } = outage
  const opened = openRecord(INCIDENT, { source, title, label: `incident ${source} (${title})` }, context)
  if ('refused' in opened) return opened.refused
  const { there, note, lose, told } = opened
  const other = there ? null : outage.aliases.map(context.known).find((one) => one !== null)
  if (other) {
    note(`${other.file} tells of it already, from its commits; nothing was added`)
    return { files: [], edits: [], notes: told(false) }
  }
  const posts = fileNames(outage.posts)
  const fresh = newPosts(posts, there?.updates ?? [], note)
  const { id, folder, file } = opened.placeAt(started)
  const files: PlannedFile[] = []
  if (!there) files.push(file('index.md', indexData(outage, id), '## Timeline\n\nImported from Upptime.\n'))
  for (const post of fresh) {
    const isFirst = post === posts[0]
    const data = postData(post, isFirst && !there?.updates?.length ? { title } : {})
    files.push(file(`public/${post.name}`, withSince(data, post, isFirst ? outage.since : NEVER), bodyOf(post)))
    noteSecrets(post, lose)
  }
  const impact = outage.impact?.map(writtenInterval) ?? null
  if (impact !== null && !there?.impact)
    files.push({ kind: 'incident', record: folder, path: publicFile(folder, IMPACT_FILE), data: impact, body: null })
  else if (impact !== null && !isSame(outage.impact ?? [], there?.impact ?? []))
    note(`${publicFile(folder, IMPACT_FILE)} differs from the source, and is left as it is`)
  if (there?.resolved !== undefined && resolved === null)
    note(`is open again at the source; take \`resolved\` out of ${there.file}`)
  for (const loss of outage.losses) lose(loss)
  const edits = there ? closeIncident(there, resolved ?? undefined, { folder, note, textOf: context.textOf }) : []
  return { files, edits, notes: told(files.length > 0) }
}

const NEVER: ReadonlyMap<string, Instant> = new Map()

const bodyOf = ({ body }: FiledPost) => (body.trim() === '' ? '' : `${markdownOf(body)}\n`)

function indexData(
  { id: source, url, title, worst, services, started, resolved, byMonitoring, backfilled }: OutageRecord,
  id: string,
): Record<string, unknown> {
  return {
    id,
    title,
    severity: worst === null ? 'SEV-4' : SEVERITY[worst],
    services,
    ...(byMonitoring ? { detected_by: 'monitoring' } : {}),
    started: formatInstant(started),
    ...(resolved === null ? {} : { resolved: formatInstant(Math.max(resolved, started)) }),
    ...(backfilled ? { backfilled: true } : {}),
    source: { kind: 'upptime', id: source, ...(url === null ? {} : { url }) },
  }
}

/** A site was down a little before its issue was opened. */
function withSince(
  data: Record<string, unknown>,
  { components, time }: FiledPost,
  since: ReadonlyMap<string, Instant>,
) {
  if (components.size === 0) return data
  const settings = [...components].map(([service, status]): [string, unknown] => {
    const from = since.get(service) ?? time
    return [service, from < time ? { status, since: formatInstant(from) } : status]
  })
  return { ...data, components: Object.fromEntries(settings) }
}

const writtenInterval = ({ component, status, from, to }: ComponentInterval): Record<string, unknown> => ({
  component,
  status,
  from: formatInstant(from),
  ...(to === undefined ? {} : { to: formatInstant(to) }),
})

const isSame = (a: readonly ComponentInterval[], b: readonly ComponentInterval[]) =>
  a.length === b.length && JSON.stringify(a.map(writtenInterval)) === JSON.stringify(b.map(writtenInterval))
