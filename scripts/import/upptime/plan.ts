import type { Instant } from '#model/time'
import { planSite } from '../site.ts'
import { planTeam } from '../team.ts'
import { finder, type Existing } from '../existing.ts'
import type { SourceProblem } from '../statuspage/format.ts'
import { numberer } from '../naming.ts'
import type { Plan } from '../plan.ts'
import { readAnnounced } from './announced.ts'
import { outageRecords, type Reported } from './outage-records.ts'
import { ended, outagesOf, type Outage } from './history.ts'
import { planOutageRecord } from './planned-incident.ts'
import type { RecordContext } from '../record.ts'
import { planAnnounced } from './maintenances.ts'
import { planSiteServices } from './services.ts'
import { gatherSites, type Sites } from './sites.ts'
import type { UpptimeSource } from './source.ts'

/** What an import of an Upptime into a content folder writes: everything that isn't there yet, and nothing else. */
export function planUpptime(source: UpptimeSource, existing: Existing): { plan: Plan; problems: SourceProblem[] } {
  const { config, histories } = source
  const issues = source.issues ?? []
  const repository = config?.repository ?? issues.find((one) => one.repository !== null)?.repository ?? null
  const page = planSite({ name: config?.name ?? null, url: config?.url ?? null, time_zone: null }, existing)
  const sites = gatherSites(config, histories, issues)
  const outages = outagesBySlug(source, sites)
  const [maintenances, incidents] = [true, false].map((wanted) =>
    issues.filter(({ labels }) => labels.includes('maintenance') === wanted),
  )
  const { announced, problems } = readAnnounced(maintenances ?? [], sites, source.issuesFile)
  const reported = (incidents ?? []).map((issue): Reported => ({ issue, sites: sites.about(issue) }))

  const spoken = spokenOf(reported, outages)
  const services = planSiteServices(sites.all(), existing, {
    repository,
    timeZone: page.timeZone,
    spoken: (slug) => spoken.get(slug) ?? null,
    listed: config !== null,
  })
  const { serviceOf } = services
  const known = finder(existing, 'upptime')
  const evidence = { source, repository, sites: sites.all(), serviceOf, outages, reported, announced }
  const told = outageRecords(evidence, existing, known)

  const names = [...existing.paths, ...[...existing.catalog.incidents, ...existing.catalog.changes].map(({ id }) => id)]
  const textOf = (file: string) => existing.texts.get(file) ?? ''
  const context = (prefix: 'INC' | 'CHG'): RecordContext => ({ known, newId: numberer(prefix, names), textOf })
  const [incident, change] = [context('INC'), context('CHG')]
  const plans = [
    ...told.records.map((one) => planOutageRecord(one, incident)),
    ...announced.map((one) => planAnnounced(one, serviceOf, repository, change)),
  ]
  const files = [...services.files, ...plans.flatMap((plan) => plan.files)]
  const plan = {
    files: [...page.files, ...planTeam(files, existing), ...files],
    edits: plans.flatMap(({ edits }) => edits),
    notes: [...page.notes, ...sites.notes, ...services.notes, ...told.notes, ...plans.flatMap(({ notes }) => notes)],
  }
  return { plan, problems }
}

/** The outages of every site, also of those that were watched once and that the configuration doesn't have any more. */
function outagesBySlug({ config, histories }: UpptimeSource, sites: Sites): Map<string, Outage[]> {
  const listed = new Set(sites.all().map(({ slug }) => slug))
  const outages = new Map<string, Outage[]>()
  for (const [slug, history] of histories) {
    const found = outagesOf(config === null || listed.has(slug) ? history : ended(history))
    if (found.length > 0 || config === null) sites.of(slug)
    outages.set(slug, found)
  }
  return outages
}

/** When something about each site first and last happened. */
function spokenOf(reported: readonly Reported[], outages: ReadonlyMap<string, readonly Outage[]>) {
  const spoken = new Map<string, { first: Instant; last: Instant }>()
  const add = (slug: string, from: Instant, to: Instant) => {
    const { first = Infinity, last = -Infinity } = spoken.get(slug) ?? {}
    spoken.set(slug, { first: Math.min(first, from), last: Math.max(last, to) })
  }
  for (const { issue, sites } of reported)
    for (const { slug } of sites) add(slug, issue.opened, issue.closed ?? issue.opened)
  for (const [slug, list] of outages) for (const { from, to } of list) add(slug, from, to ?? from)
  return spoken
}
