import type { Instant } from '#model/time'
import type { Existing, Known } from '../existing.ts'
import type { Note } from '../plan.ts'
import { expectedTimes, type Announced } from './announced.ts'
import { importedTimes, isShort, isWithin, touching, unexpectedPart } from './claims.ts'
import type { OutageRecord } from './outage-record.ts'
import type { Outage } from './history.ts'
import { outageRecordOfIssue } from './issue-incidents.ts'
import type { UpptimeIssue } from './issues.ts'
import { outageRecordOfOutage, outageId } from './outage-incidents.ts'
import type { WatchedSite } from './sites.ts'
import type { UpptimeSource } from './source.ts'

/** An issue with the sites that it is about. */
export interface Reported {
  issue: UpptimeIssue
  sites: readonly WatchedSite[]
}

export interface Evidence {
  source: UpptimeSource
  repository: string | null
  sites: readonly WatchedSite[]
  serviceOf: (slug: string) => string
  /** By slug, in order. */
  outages: ReadonlyMap<string, readonly Outage[]>
  reported: readonly Reported[]
  announced: readonly Announced[]
}

/** Every incident: one for each issue, and one for each outage that no issue and no maintenance tells of. */
export function outageRecords(
  evidence: Evidence,
  existing: Existing,
  known: (id: string) => Known | null,
): { records: OutageRecord[]; notes: Note[] } {
  const told = tellIssues(evidence)
  const silent = tellOutages(evidence, told.claimed, existing, known)
  return {
    records: [...told.records, ...silent.records].toSorted((a, b) => a.started - b.started),
    notes: [...told.notes, ...silent.notes],
  }
}

function tellIssues({ source, repository, serviceOf, outages, reported }: Evidence) {
  const notes: Note[] = []
  const claimed = new Set<Outage>()
  const reach = lastCommit(source)
  const told = reported.map(({ issue, sites }) => {
    if (sites.length === 0)
      notes.push({ record: `issue #${issue.number} (${issue.title})`, message: 'names no site that is known here' })
    const affected = sites.map((site) => {
      const touched = touching(outages.get(site.slug) ?? [], issue.opened, issue.closed ?? Infinity)
      for (const outage of touched) claimed.add(outage)
      const covered = site.history !== null && site.history.first <= issue.opened && issue.opened <= reach
      return { site, service: serviceOf(site.slug), outages: touched, covered }
    })
    return outageRecordOfIssue(issue, affected, repository)
  })
  return { records: told, claimed, notes }
}

/** Until when commits tell anything. */
const lastCommit = ({ histories }: UpptimeSource): Instant =>
  [...histories.values()].reduce((last, history) => Math.max(last, history.last), -Infinity)

function tellOutages(
  { source, repository, sites, serviceOf, outages, announced }: Evidence,
  claimed: ReadonlySet<Outage>,
  { catalog }: Existing,
  known: (id: string) => Known | null,
) {
  const before = importedTimes(catalog)
  const expected = expectedTimes(announced)
  // With the issues at hand, a short outage without one had one that was deleted.
  const leavesShort = source.issues !== null && source.config?.keepsShortIssues !== true
  const notes: Note[] = []
  const found = sites.flatMap(({ slug, name }) => {
    const service = serviceOf(slug)
    const unclaimed = (outages.get(slug) ?? [])
      .filter((outage) => !claimed.has(outage))
      .flatMap((outage) => unexpectedPart(outage, expected.get(slug) ?? []) ?? [])
    const fresh = unclaimed.filter(
      (outage) => known(outageId(repository, outage)) !== null || !isWithin(before.get(service) ?? [], outage),
    )
    const kept = fresh.filter((outage) => !leavesShort || !isShort(outage))
    if (kept.length < fresh.length) notes.push(leftOut(slug, name, fresh.length - kept.length))
    return kept.map((outage) => outageRecordOfOutage(outage, { name, service }, repository))
  })
  return { records: found, notes }
}

const leftOut = (slug: string, name: string, count: number): Note => ({
  record: `site ${slug} (${name})`,
  message: `${count} ${count === 1 ? 'outage' : 'outages'} of less than 15 minutes without an issue left out, as on its page`,
})
