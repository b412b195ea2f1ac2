import { NOTHING } from '#import/existing'
import type { Plan } from '#import/plan'
import { readExport } from '#import/statuspage/format'
import { planStatuspage } from '#import/statuspage/plan'
import { readStatuspage, type SourceFailure } from '#io/peers/statuspage'
import { recordText } from '#io/record-writer'
import { parseAddress, parseName } from './answers.ts'
import type { Subject } from './repository-files.ts'

/** A status page that somebody else ran until now, as it will be written. */
export interface Imported {
  plan: Plan
  /** Parts of it that can't be read. */
  problems: readonly (SourceFailure & { record?: string })[]
  /** As the page says; null where it doesn't, or where its host goes away with it. */
  name: string | null
  url: string | null
  timeZone: string | null
  /** Whether there may be more, which the page doesn't hand out. */
  isCut: boolean
}

/** Statuspage serves its newest ones only. */
const NEWEST = 50

/** Reads a Statuspage, by its address or from a folder of its JSON. A string says why nothing can be read. */
export async function importStatuspage(source: string): Promise<Imported | string> {
  const read = await readStatuspage(source)
  if ('missing' in read) return read.missing
  const { source: parts, problems } = readExport(read.documents)
  const { page, components, incidents, maintenances } = parts
  if (page === null && (components ?? []).length + incidents.length + maintenances.length === 0)
    return `No page and no record could be read from ${source}.`
  const [name, url] = [parseName(page?.name ?? ''), parseAddress(page?.url ?? '')]
  return {
    plan: planStatuspage(parts, NOTHING),
    problems: [...read.failures, ...problems],
    name: typeof name === 'string' ? name : null,
    url: typeof url === 'string' && !new URL(url).hostname.endsWith('.statuspage.io') ? url : null,
    timeZone: page?.time_zone ?? null,
    isCut: read.remote && incidents.length + maintenances.length >= NEWEST,
  }
}

/** The same without the team that an import makes up: there is one. */
export const withoutTeam = (plan: Plan): Plan => ({ ...plan, files: plan.files.filter(({ kind }) => kind !== 'team') })

/** The files of the records, by path from the content folder. They belong to the one team that there is. */
export function filesOfImport({ plan }: Imported, team: string, site: { name: string; url: string }) {
  const own = (data: Record<string, unknown>) => ({
    ...data,
    ...(data['team'] === 'imported' ? { team } : {}),
    ...(data['requester'] === 'imported' ? { requester: team } : {}),
  })
  return Object.fromEntries(
    withoutTeam(plan).files.map(({ kind, path, data, body }) => {
      if (data === null || Array.isArray(data)) return [path, recordText(data, body)]
      return [path, recordText(kind === 'site' ? { ...data, name: site.name, url: site.url } : own({ ...data }), body)]
    }),
  )
}

/** The first component of the page, for the first runbook to be about; null where there is none. */
export function subjectOf({ plan }: Imported): Subject | null {
  const [first] = plan.files.filter(({ kind }) => kind === 'service')
  if (!first || first.data === null || !('name' in first.data)) return null
  return { id: first.path.slice('services/'.length, -'.yaml'.length), name: String(first.data['name']) }
}
