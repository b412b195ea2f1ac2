import { formatInstant, type Instant } from '#model/time'
import { toldBy } from './dated.ts'
import { endOf, isToldBy } from './end.ts'
import type { CstateIssue } from './format.ts'
import { cstatePosts, type IncidentPost } from './incident-posts.ts'
import { unwritten } from './posts.ts'
import { oddities, servicesOf, sourceOf, titleOf, type CstateImport } from './record.ts'
import { severityOf } from './severity.ts'
import { closeIncident } from '../follow-up.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { INCIDENT, openRecord } from '../record.ts'
import { fileNames, postData } from '../updates.ts'
import { IMPACT_FILE, POSTMORTEM_FILE, publicFile } from '#model/records/content-layout'

/** One issue becomes a folder with every update in its own file; of one that is there, what it lacks. */
export function planCstateIncident(issue: CstateIssue, context: CstateImport): Plan {
  const title = titleOf(issue)
  const opened = openRecord(INCIDENT, { source: issue.id, title, label: `issue ${issue.id} (${title})` }, context)
  if ('refused' in opened) return opened.refused
  const { there, note, lose, told } = opened
  const end = endOf(issue, lose)
  const severity = severityOf(issue, lose)
  const services = servicesOf(issue, context)
  const components = issue.informational ? [] : services
  const { updates, postmortem } = toldBy(issue, { end, fold: there === null }, context.timeZone, lose)
  const posts = fileNames(cstatePosts(issue, { updates, end, there: there?.updates ?? [] }, lose))
  const setter = posts.find(({ time, state }) => time >= issue.date && state !== 'resolved')
  for (const id of components) setter?.components.set(id, severity.status)
  const fresh = unwritten(posts, there?.updates ?? [], note)

  const { id, folder, file } = opened.placeAt(issue.date)
  const files: PlannedFile[] = []
  if (!there) {
    const data = {
      id,
      title,
      severity: severity.severity,
      services,
      started: formatInstant(issue.date),
      ...mitigatedOf(posts, issue.date, end),
      ...(end === null ? {} : { resolved: formatInstant(end) }),
      source: sourceOf(issue, context, lose),
    }
    files.push(file('index.md', data, '## Timeline\n\nImported from cState.\n'))
    for (const message of oddities(issue)) lose(message)
  }
  for (const [i, post] of fresh.entries()) {
    const impact = components.length === 0 ? severity.impact : undefined
    const data = {
      ...postData(post, i === 0 && !there?.updates?.length ? { title, impact } : {}),
      ...settingsSince(post, issue.date),
      ...(issue.informational && issue.pin ? { pinned: true } : {}),
    }
    files.push(file(`public/${post.name}`, data, post.body === '' ? '' : `${post.body}\n`))
  }
  const closed = end !== null && (!there || (there.resolved === undefined && there.impact === null))
  if (closed && components.length > 0 && severity.status !== 'operational' && !isToldBy(posts, issue.date, end)) {
    const [from, to] = [formatInstant(issue.date), formatInstant(end)]
    if (end <= issue.date) lose(`it ended at ${to}, when it began: what it affects is as its updates say`)
    else {
      lose(`its updates don't agree with its time, from ${from} to ${to}: that is kept in public/impact.yaml`)
      const intervals = components.map((component) => ({ component, status: severity.status, from, to }))
      files.push({
        kind: 'incident',
        record: folder,
        path: publicFile(folder, IMPACT_FILE),
        data: intervals,
        body: null,
      })
    }
  }
  const review = there?.postmortem?.markdown.trim() ?? null
  if (postmortem !== null && review === null) files.push(file('public/postmortem.md', null, `\n${postmortem}\n`))
  else if (postmortem !== null && review !== postmortem)
    note(`${publicFile(folder, POSTMORTEM_FILE)} differs from the source, and is left as it is`)
  if (there?.resolved !== undefined && end === null)
    note(`isn't resolved at the source; take \`resolved\` out of ${there.file} if it is open again`)
  const edits = there ? closeIncident(there, end ?? undefined, { folder, note, textOf: context.textOf }) : []
  return { files, edits, notes: told(files.length > 0) }
}

/** What is affected was so from the beginning that the issue states, also where its first update came later. */
const settingsSince = ({ components, time }: IncidentPost, began: Instant) =>
  components.size === 0 || time <= began
    ? {}
    : {
        components: Object.fromEntries(
          [...components].map(([id, status]) => [id, { status, since: formatInstant(began) }]),
        ),
      }

function mitigatedOf(posts: readonly IncidentPost[], began: Instant, end: Instant | null) {
  const time = posts.find(({ state, certain }) => state === 'monitoring' && certain)?.time
  return time === undefined || time < began || time > (end ?? Infinity) ? {} : { mitigated: formatInstant(time) }
}
