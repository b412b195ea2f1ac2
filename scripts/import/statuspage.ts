import { httpUrl, timeZone } from '#model/field'
import { finder, type Existing } from './statuspage-existing.ts'
import type { SourcePage, SourceRecord, StatuspageExport } from './statuspage-format.ts'
import { planIncident } from './statuspage-incidents.ts'
import { planMaintenance } from './statuspage-maintenances.ts'
import { numberer } from './statuspage-naming.ts'
import type { Note, Plan, PlannedFile } from './statuspage-plan.ts'
import type { Import } from './statuspage-record.ts'
import { planServices } from './statuspage-components.ts'
import { oneLine } from './statuspage-text.ts'

/** What an import of a Statuspage into a content folder writes: everything that isn't there yet, and nothing else. */
export function planStatuspage(source: StatuspageExport, existing: Existing): Plan {
  const site = planSite(source.page, existing)
  const services = planServices(source, existing, site.timeZone)
  const known = finder(existing)
  const names = [...existing.paths, ...[...existing.catalog.incidents, ...existing.catalog.changes].map(({ id }) => id)]
  const shared = { ...services, textOf: (file: string) => existing.texts.get(file) ?? '' }
  const context = (prefix: 'INC' | 'CHG'): Import => ({ known, newId: numberer(prefix, names), services: shared })
  const [incident, change] = [context('INC'), context('CHG')]
  const plans = [
    ...source.incidents.toSorted(byStart).map((record) => planIncident(record, incident)),
    ...source.maintenances.toSorted(byCreation).map((record) => planMaintenance(record, change)),
  ]
  const files = [...services.files, ...plans.flatMap((plan) => plan.files)]
  const team = planTeam(files, existing)
  return {
    files: [...site.files, ...team, ...files],
    edits: plans.flatMap(({ edits }) => edits),
    notes: [...site.notes, ...services.notes, ...plans.flatMap(({ notes }) => notes)],
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const firstTime = ({ incident_updates }: SourceRecord) =>
  Math.min(...incident_updates.map(({ display_at, created_at }) => display_at ?? created_at ?? Infinity))
const byStart = (a: SourceRecord, b: SourceRecord) =>
  (a.started_at ?? firstTime(a)) - (b.started_at ?? firstTime(b)) || compare(a.id, b.id)
const byCreation = (a: SourceRecord, b: SourceRecord) =>
  (a.created_at ?? firstTime(a)) - (b.created_at ?? firstTime(b)) || compare(a.id, b.id)

/** The site as its page says it, where there is none yet. */
function planSite(
  page: SourcePage | null,
  { paths }: Existing,
): { timeZone: string; files: PlannedFile[]; notes: Note[] } {
  const notes: Note[] = []
  const note = (message: string) => notes.push({ record: 'page', message })
  const zone = page?.time_zone ?? 'Etc/UTC'
  const known = timeZone.safeParse(zone).success
  if (paths.includes('site.yaml')) return { timeZone: known ? zone : 'Etc/UTC', files: [], notes }
  if (!known) note(`its time zone ${JSON.stringify(zone)} isn't known: Etc/UTC is taken`)
  const name = oneLine(page?.name ?? '')
  const url = httpUrl.safeParse(page?.url ?? '')
  if (name === '' || !url.success) note('the source names no page: put its name and address into site.yaml')
  const data = {
    name: name || 'Imported',
    url: url.success ? url.data : 'https://status.example',
    time_zone: known ? zone : 'Etc/UTC',
  }
  return {
    timeZone: data.time_zone,
    files: [{ kind: 'site', record: 'site.yaml', path: 'site.yaml', data, body: null }],
    notes,
  }
}

/** The team that owns what was imported, until someone else takes it over. */
function planTeam(files: readonly PlannedFile[], { paths, catalog }: Existing): PlannedFile[] {
  const path = 'teams/imported.yaml'
  const needed =
    catalog.teams.length === 0 ||
    files.some(({ kind, data }) => kind === 'service' || data?.['requester'] === 'imported')
  if (paths.includes(path) || !needed) return []
  return [{ kind: 'team', record: path, path, data: { name: 'Imported', members: [] }, body: null }]
}
