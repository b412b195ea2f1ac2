import { compare } from '#model/order'
import { planSite } from '../site.ts'
import { planTeam } from '../team.ts'
import { finder, type Existing } from '../existing.ts'
import type { SourceRecord, StatuspageExport } from './format.ts'
import { planStatuspageIncident } from './incidents.ts'
import { planStatuspageMaintenance } from './maintenances.ts'
import { numberer } from '../naming.ts'
import type { Plan } from '../plan.ts'
import type { Import } from './record.ts'
import { planServices } from './components.ts'

/** What an import of a Statuspage into a content folder writes: everything that isn't there yet, and nothing else. */
export function planStatuspage(source: StatuspageExport, existing: Existing): Plan {
  const site = planSite(source.page, existing)
  const services = planServices(source, existing, site.timeZone)
  const known = finder(existing)
  const names = [...existing.paths, ...[...existing.catalog.incidents, ...existing.catalog.changes].map(({ id }) => id)]
  const textOf = (file: string) => existing.texts.get(file) ?? ''
  const context = (prefix: 'INC' | 'CHG'): Import => ({
    known,
    newId: numberer(prefix, names),
    textOf,
    services,
  })
  const [incident, change] = [context('INC'), context('CHG')]
  const plans = [
    ...source.incidents.toSorted(byStart).map((record) => planStatuspageIncident(record, incident)),
    ...source.maintenances.toSorted(byCreation).map((record) => planStatuspageMaintenance(record, change)),
  ]
  const files = [...services.files, ...plans.flatMap((plan) => plan.files)]
  const team = planTeam(files, existing)
  return {
    files: [...site.files, ...team, ...files],
    edits: plans.flatMap(({ edits }) => edits),
    notes: [...site.notes, ...services.notes, ...plans.flatMap(({ notes }) => notes)],
  }
}

const firstTime = ({ incident_updates }: SourceRecord) =>
  Math.min(...incident_updates.map(({ display_at, created_at }) => display_at ?? created_at ?? Infinity))
const byStart = (a: SourceRecord, b: SourceRecord) =>
  (a.started_at ?? firstTime(a)) - (b.started_at ?? firstTime(b)) || compare(a.id, b.id)
const byCreation = (a: SourceRecord, b: SourceRecord) =>
  (a.created_at ?? firstTime(a)) - (b.created_at ?? firstTime(b)) || compare(a.id, b.id)
