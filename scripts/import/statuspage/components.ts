import type { Service } from '#model/records/service'
import { addDays, dateIn, parseDate, type Instant } from '#model/time'
import type { Existing } from '../existing.ts'
import type { SourceComponent, SourceRecord, StatuspageExport } from './format.ts'
import { slugOf, takeName } from '../naming.ts'
import type { Note, PlannedFile } from '../plan.ts'
import { oneLine } from '../text.ts'
import { recordFile } from '#model/records/content-layout'

export interface PlannedServices {
  /** The service that a component became, by the component's id; null for a group, which is none. */
  serviceOf: (componentId: string) => string | null
  /** Every service that stands for a component of today. */
  current: ReadonlySet<string>
  files: PlannedFile[]
  notes: Note[]
}

/** A component, with what is known of it from the list, or else from the records that speak of it. */
interface Known {
  id: string
  component: Partial<SourceComponent> & { name: string }
  listed: boolean
  /** When a record last spoke of it. */
  last: Instant
}

/** Every component that the page has, or that a record speaks of, becomes a public service. */
export function planServices(source: StatuspageExport, existing: Existing, timeZone: string): PlannedServices {
  const all = [...source.incidents, ...source.maintenances]
  const groups = new Map(
    [...(source.components ?? []), ...all.flatMap(({ components }) => components)]
      .filter(({ group }) => group === true)
      .map(({ id, name, position }) => [id, { name: oneLine(name), position: position ?? Infinity }]),
  )
  const known = inPageOrder(
    [...gather(source, all).values()].filter(({ id }) => !groups.has(id)),
    groups,
  )
  const taken = new Set(existing.paths.map((path) => /^services\/(.+)\.yaml$/.exec(path)?.[1] ?? ''))
  const services = new Map<string, string>()
  const files: PlannedFile[] = []
  const notes: Note[] = []

  for (const [rank, one] of known.entries()) {
    const name = oneLine(one.component.name) || one.id
    const until = source.components !== null && !one.listed ? addDays(dateIn(one.last, timeZone), 1) : undefined
    const found = serviceAlready(one.id, name, existing, new Set(services.values()))
    const id = found?.id ?? takeName(slugOf(name) || slugOf(one.id) || 'component', taken)
    services.set(one.id, id)
    const path = recordFile('service', id)
    const note = (message: string) => notes.push({ record: `component ${one.id} (${name})`, message })
    if (found) {
      if (!found.bySource) note(`taken to be the service \`${id}\`, which is there already`)
      if (until !== undefined && found.service?.public && found.service.public.until === undefined)
        note(`is no component of the page any more; set \`until: ${until}\` in ${path} to retire it`)
      continue
    }
    // Within a group Statuspage counts anew; one count over the whole page keeps the groups in order.
    const position = groups.size > 0 ? rank + 1 : (one.component.position ?? undefined)
    const data = serviceData(
      one,
      name,
      { position, until, group: groups.get(one.component.group_id ?? '')?.name },
      note,
    )
    files.push({ kind: 'service', record: path, path, data, body: null })
    if (until !== undefined) note(`is no component of the page any more: retired, \`until: ${until}\``)
  }
  return {
    serviceOf: (id) => services.get(id) ?? null,
    current: new Set(
      known.filter(({ listed }) => listed || source.components === null).flatMap(({ id }) => services.get(id) ?? []),
    ),
    files,
    notes,
  }
}

function serviceData(
  { id, component, listed }: Known,
  name: string,
  { position, until, group }: { position: number | undefined; until: string | undefined; group: string | undefined },
  note: (message: string) => void,
) {
  const { start_date, group_id, showcase, only_show_if_degraded, status } = component
  const description = oneLine(component.description ?? '')
  const since = typeof start_date === 'string' && typeof parseDate(start_date) === 'string' ? start_date : undefined
  if (start_date && since === undefined) note(`its start date ${JSON.stringify(start_date)} is none, and isn't kept`)
  if (group_id && group === undefined) note(`its group ${group_id} isn't in the source, so it stands by itself`)
  if (showcase === false) note("`showcase: false` isn't kept: uptime is shown for every component")
  if (only_show_if_degraded === true) note("`only_show_if_degraded` isn't kept: it is always shown")
  if (listed && status && status !== 'operational')
    note(`its state of today, ${status}, is kept only as far as incidents and maintenance say so`)
  return {
    name,
    team: 'imported',
    tier: 2,
    public: defined({ name, group, description: description || undefined, position, since, until }),
    source: { kind: 'statuspage', id },
  }
}

const defined = (data: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))

/** The list of components knows best; for one that isn't in it, the newest record that speaks of it does. */
function gather(source: StatuspageExport, records: readonly SourceRecord[]): Map<string, Known> {
  const known = new Map<string, Known>()
  for (const component of source.components ?? [])
    known.set(component.id, { id: component.id, component, listed: true, last: -Infinity })
  const mention = (id: string, component: Known['component'], at: Instant) => {
    const before = known.get(id)
    if (!before) known.set(id, { id, component, listed: false, last: at })
    else {
      const newer = !before.listed && (component.updated_at ?? -Infinity) > (before.component.updated_at ?? -Infinity)
      known.set(id, { ...before, component: newer ? component : before.component, last: Math.max(before.last, at) })
    }
  }
  for (const record of records) {
    const at = lastTimeOf(record)
    for (const component of record.components) mention(component.id, component, at)
    for (const { affected_components } of record.incident_updates)
      for (const { code, name } of affected_components) mention(code, { name: name ?? code }, at)
  }
  return known
}

const lastTimeOf = ({ incident_updates, resolved_at, started_at, created_at }: SourceRecord): Instant =>
  Math.max(
    resolved_at ?? started_at ?? created_at ?? 0,
    ...incident_updates.map(({ display_at, created_at: created }) => display_at ?? created ?? 0),
  )

/** `Infinity - Infinity` is no order. */
const gap = (a: number, b: number) => (a === b ? 0 : a - b)

/** As the page lists them: by position, the members of a group together, what it doesn't list any more last. */
function inPageOrder(known: Known[], groups: ReadonlyMap<string, { position: number }>): Known[] {
  const top = ({ component }: Known) => groups.get(component.group_id ?? '')?.position ?? component.position ?? Infinity
  const own = ({ component }: Known) => component.position ?? Infinity
  return known.toSorted(
    (a, b) =>
      Number(b.listed) - Number(a.listed) ||
      gap(top(a), top(b)) ||
      (a.component.group_id ?? '').localeCompare(b.component.group_id ?? '', 'en') ||
      gap(own(a), own(b)) ||
      a.component.name.localeCompare(b.component.name, 'en'),
  )
}

interface Already {
  id: string
  service: Service | undefined
  bySource: boolean
}

/** The service that an earlier import made of a component, or one of the same name that was there before. */
function serviceAlready(
  componentId: string,
  name: string,
  { catalog, texts }: Existing,
  used: ReadonlySet<string>,
): Already | null {
  const imported = catalog.services.find(({ source }) => source?.kind === 'statuspage' && source.id === componentId)
  if (imported) return { id: imported.id, service: imported, bySource: true }
  const read = new Set(catalog.services.map(({ file }) => file))
  for (const [path, text] of texts) {
    const id = /^services\/(.+)\.yaml$/.exec(path)?.[1]
    // A service whose file is broken still holds its component.
    if (id !== undefined && !read.has(path) && text.includes(componentId))
      return { id, service: undefined, bySource: true }
  }
  const namesake = catalog.services.find(
    (service) => !service.source && !used.has(service.id) && [service.name, service.public?.name].includes(name),
  )
  return namesake ? { id: namesake.id, service: namesake, bySource: false } : null
}
