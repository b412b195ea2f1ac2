import { hasUserInfo, isSafeUrl } from '#model/records/field'
import type { Service } from '#model/records/service'
import { addDays, dateIn, type Instant } from '#model/time'
import type { CstateCategory, CstateIssue, CstateSite, CstateSystem } from './format.ts'
import type { Existing } from '../existing.ts'
import { slugOf, takeName } from '../naming.ts'
import type { Note, PlannedFile } from '../plan.ts'
import { oneLine } from '../text.ts'
import { recordFile } from '#model/records/content-layout'

export interface PlannedSystems {
  /** The service that a system became, by its name in an issue. */
  serviceOf: (name: string) => string | null
  files: PlannedFile[]
  notes: Note[]
}

interface Known extends Partial<CstateSystem> {
  name: string
  listed: boolean
  /** When an issue last named it. */
  last: Instant
}

/** Every system that the config lists, or that an issue names, becomes a public service. */
export function planSystems({ systems, categories, issues, timeZone }: CstateSite, existing: Existing): PlannedSystems {
  const groups = new Map(categories.map((category, place) => [category.name, { ...category, place }]))
  const known = inPageOrder(gather(systems, issues), groups)
  const taken = new Set(existing.paths.map((path) => /^services\/(.+)\.yaml$/.exec(path)?.[1] ?? ''))
  const already = finder(existing)
  const services = new Map<string, string>()
  const files: PlannedFile[] = []
  const notes: Note[] = []
  for (const [rank, one] of known.entries()) {
    const name = oneLine(one.name)
    const note = (message: string) => notes.push({ record: `system ${name}`, message })
    const found = already(name)
    const until = one.listed ? undefined : addDays(dateIn(one.last, timeZone), 1)
    if (found) {
      services.set(one.name, found.id)
      if (!found.bySource) note(`taken to be the service \`${found.id}\`, which is there already`)
      continue
    }
    const id = takeName(slugOf(name) || 'system', taken)
    services.set(one.name, id)
    const path = recordFile('service', id)
    const data = serviceData({ ...one, name }, groups, { position: rank + 1, until }, note)
    files.push({ kind: 'service', record: path, path, data, body: null })
    if (until !== undefined) note(`isn't among the systems of the config any more: retired, \`until: ${until}\``)
  }
  return { serviceOf: (name) => services.get(name) ?? null, files, notes }
}

/** Issues name systems as the config does, capitals included. */
function gather(systems: readonly CstateSystem[], issues: readonly CstateIssue[]): Known[] {
  const known = new Map<string, Known>(systems.map((one) => [one.name, { ...one, listed: true, last: -Infinity }]))
  for (const { affected, date, resolvedWhen } of issues)
    for (const name of affected) {
      const one = known.get(name) ?? { name, listed: false, last: -Infinity }
      known.set(name, { ...one, last: Math.max(one.last, date, resolvedWhen ?? date) })
    }
  return [...known.values()]
}

type Groups = ReadonlyMap<string, CstateCategory & { place: number }>

/** Categories in their order, in each its systems in theirs; what the config doesn't list comes last. */
const inPageOrder = (known: readonly Known[], groups: Groups): Known[] => {
  const place = ({ category }: Known) => groups.get(category ?? '')?.place ?? groups.size
  return known.toSorted((a, b) => Number(b.listed) - Number(a.listed) || place(a) - place(b))
}

function serviceData(
  { name, displayname, description, category, link, listed }: Known,
  groups: Groups,
  { position, until }: { position: number; until: string | undefined },
  note: (message: string) => void,
): Record<string, unknown> {
  const group = groups.get(category ?? '')
  if (listed && groups.size > 0 && !group)
    note(
      `its category ${category === null || category === undefined ? 'is missing' : JSON.stringify(category) + " isn't in the config"}, so it stands by itself`,
    )
  const isAddress =
    typeof link === 'string' && /^https?:/i.test(link) && isSafeUrl(link) && !hasUserInfo(link) && URL.canParse(link)
  if (link && !isAddress) note(`its link ${JSON.stringify(link)} is no address, and isn't kept`)
  const block = {
    name: oneLine(displayname ?? '') || name,
    group: group && !group.untitled ? oneLine(group.name) : undefined,
    description: oneLine(description ?? '') || undefined,
    position,
    until,
  }
  return {
    name,
    team: 'imported',
    tier: 2,
    public: Object.fromEntries(Object.entries(block).filter(([, value]) => value !== undefined)),
    ...(isAddress ? { links: { website: link } } : {}),
    source: { kind: 'cstate', id: name },
  }
}

/** The service that an earlier import made of a system, or one of the same name that was there before. */
function finder({ catalog, texts }: Existing): (name: string) => { id: string; bySource: boolean } | null {
  const imported = new Map<string, string>()
  const namesakes = new Map<string, string>()
  const add = (map: Map<string, string>, name: string | undefined, id: string) => {
    if (name !== undefined && !map.has(name)) map.set(name, id)
  }
  for (const service of catalog.services) {
    if (service.source?.kind === 'cstate') add(imported, service.source.id, service.id)
    if (!service.source) for (const name of namesOf(service)) add(namesakes, name, service.id)
  }
  const read = new Set(catalog.services.map(({ file }) => file))
  for (const [path, text] of texts) {
    const id = /^services\/(.+)\.yaml$/.exec(path)?.[1]
    // A service whose file is broken still holds its system.
    const written = /^name:(.+)$/m.exec(text)?.[1]
    const name = written?.trim().replaceAll(/^["']|["']$/g, '')
    if (id !== undefined && !read.has(path) && /\bkind: *cstate\b/.test(text)) add(imported, name, id)
  }
  const used = new Set<string>()
  return (name) => {
    const bySource = imported.has(name)
    const id = imported.get(name) ?? namesakes.get(name)
    if (id === undefined || used.has(id)) return null
    used.add(id)
    return { id, bySource }
  }
}

const namesOf = ({ name, public: block }: Service): (string | undefined)[] => [name, block?.name]
