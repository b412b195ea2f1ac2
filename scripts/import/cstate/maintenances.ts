import { formatInstant } from '#model/time'
import { toldBy } from './dated.ts'
import type { CstateIssue } from './format.ts'
import { announcedAt, maintenancePosts, windowOf } from './maintenance-posts.ts'
import { unwritten } from './posts.ts'
import { oddities, servicesOf, sourceOf, titleOf, type CstateImport } from './record.ts'
import { changeBody, changeData, type Facts } from '../announced-change.ts'
import { moveOn } from '../follow-up.ts'
import type { Plan, PlannedFile } from '../plan.ts'
import { CHANGE, openRecord } from '../record.ts'
import { fileNames, postData } from '../updates.ts'

/** An issue dated ahead is work that is planned: it becomes a change that is announced; of one that is there, what it lacks. */
export function planCstateMaintenance(issue: CstateIssue, context: CstateImport): Plan {
  const { now, timeZone, textOf } = context
  const title = titleOf(issue)
  const opened = openRecord(CHANGE, { source: issue.id, title, label: `issue ${issue.id} (${title})` }, context)
  if ('refused' in opened) return opened.refused
  const { there, note, lose, told } = opened
  const window = windowOf(issue)
  const facts = factsOf(issue, window, context)
  const announced = announcedAt(issue, there?.updates ?? [], now)
  const { updates, postmortem } = toldBy(
    issue,
    { begin: announced, end: facts.outcome?.finished ?? null },
    timeZone,
    lose,
  )
  const moments = { start: window.start, finished: facts.outcome?.finished ?? null, announced, now }
  const posts = fileNames(maintenancePosts(updates, moments))
  const services = servicesOf(issue, context)
  for (const service of services) posts[0]?.components.set(service, 'under_maintenance')
  const fresh = unwritten(posts, there?.updates ?? [], note)

  const { id, folder, file } = opened.placeAt(announced)
  const files: PlannedFile[] = []
  if (!there) {
    const data = { ...changeData({ id, title, services }, facts), source: sourceOf(issue, context, lose) }
    files.push(file('index.md', data, changeBody('cState', postmortem ?? '')))
    const [from, to] = [formatInstant(window.start), formatInstant(window.end)]
    lose(`it is dated ahead: announced as maintenance from ${from} to ${to}`)
    if (issue.resolvedWhen === null || issue.resolvedWhen <= issue.date)
      lose("it doesn't say until when: an hour is taken; correct its `window`")
    if (issue.resolved) lose('it is marked as resolved before it begins; it is announced all the same')
    for (const message of oddities(issue)) lose(message)
  }
  for (const [i, post] of fresh.entries()) {
    const data = postData(post, i === 0 && !there?.updates?.length ? { title } : {})
    files.push(file(`public/${post.name}`, data, post.body === '' ? '' : `${post.body}\n`))
  }
  const edits = there ? moveOn(there, facts, { folder, note, textOf }) : []
  return { files, edits, notes: told(files.length > 0) }
}

function factsOf({ date, resolved }: CstateIssue, window: Facts['window'], { now }: CstateImport): Facts {
  if (date > now) return { status: 'approved', window, outcome: null }
  if (!resolved) return { status: 'in_progress', window, outcome: null }
  return { status: 'completed', window, outcome: { started: date, finished: window.end } }
}
