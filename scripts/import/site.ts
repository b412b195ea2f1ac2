import { httpUrl, timeZone } from '#model/records/field'
import type { Existing } from './existing.ts'
import type { Note, PlannedFile } from './plan.ts'
import { oneLine } from './text.ts'

/** What a peer's page says of itself. */
export interface PageFacts {
  name: string | null
  url: string | null
  time_zone: string | null
}

/** The site as its page says it, where there is none yet. `more` are settings beside its name, address and zone. */
export function planSite(
  page: PageFacts | null,
  { paths }: Existing,
  more: Record<string, unknown> = {},
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
    ...more,
  }
  return {
    timeZone: data.time_zone,
    files: [{ kind: 'site', record: 'site.yaml', path: 'site.yaml', data, body: null }],
    notes,
  }
}
