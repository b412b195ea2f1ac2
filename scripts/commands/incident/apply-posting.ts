import type { Read } from '#model/incident/posted/reading'
import { publicIdsByFile, publicAddress } from '#model/publish/announced'
import type { Incident } from '#model/records/incident'
import type { Change } from '#model/records/change'
import { publicIdOf } from '#model/publish/public-id'
import type { Terminal } from '../terminal.ts'
import { alertsTaken } from './alert.ts'
import { applyComponent } from './apply-component.ts'
import type { Desk } from './desk.ts'
import { bodyPosting } from './posted-body.ts'
import { postedStep } from './posted-step.ts'
import { settle, type Settled, type Step, type Where } from './settle.ts'

export type Applicable = Extract<Read, { kind: 'posting' | 'alerts' | 'body' | 'component' }>

/** What has come of a posting. */
export interface Applied {
  settled: Settled
  /** The record that it is about. */
  id: string | null
  /** What customers know it by; null: they read nothing of it. */
  public: { id: string; address: string } | null
  /** What it has opened first, whatever came of the rest. */
  opened?: Applied
}

/** Writes what is posted, as whoever has posted it: decided upon what is there, and on the branch with `push`. */
export async function applyPosting(read: Applicable, where: Where, terminal: Terminal): Promise<Applied> {
  if (read.kind === 'posting' && read.first) {
    const before = await applyPosting({ kind: 'posting', posting: read.first }, where, terminal)
    if ('refused' in before.settled) return before
    const applied = await applyPosting({ kind: 'posting', posting: read.posting }, where, terminal)
    return 'writing' in before.settled ? { ...applied, opened: before } : applied
  }
  const { by } = read.kind === 'posting' ? read.posting : read
  const as = { ...where, by: by.handle === '' ? undefined : by.handle, email: by.email }
  if (read.kind === 'component') {
    const { settled, service, made } = await applyComponent(read, as, terminal)
    const of = (one: Settled): Applied => ({ settled: one, ...found(one), public: componentOf(service, one) })
    const about = of(settled)
    const shown = found(settled).public ?? about.public
    return { ...about, public: shown, ...(made === undefined ? {} : { opened: of(made) }) }
  }
  const settled = await settle(as, terminal, (desk) => stepOf(read, desk, as))
  return { settled, ...found(settled) }
}

type Single = Exclude<Applicable, { kind: 'component' }>

function stepOf(read: Single, desk: Desk, where: Where): Step | Promise<Step> {
  if (read.kind === 'alerts') return alertsTaken('open', read.group, { options: where, questions: null }, desk)
  if (read.kind === 'posting') return postedStep(read.posting, desk)
  const posting = bodyPosting(read, desk)
  return 'error' in posting ? { refused: posting.error } : postedStep(posting, desk)
}

function found(settled: Settled): Omit<Applied, 'settled'> {
  if ('refused' in settled) return { id: null, public: null }
  const id = 'writing' in settled ? settled.writing.id : (settled.id ?? null)
  const { catalog } = 'writing' in settled ? settled.verdict.after : settled.desk.content
  const record = [...catalog.incidents, ...catalog.changes].find((one) => one.id === id)
  return { id, public: record ? publicOf(record, settled.desk) : null }
}

/** The page of a component. */
function componentOf(service: string | undefined, settled: Settled): Applied['public'] {
  if (service === undefined || 'refused' in settled) return null
  const { site } = settled.desk.content.catalog
  return {
    id: publicIdOf('component', service, site.url),
    address: new URL(`components/${service}/`, `${site.url}/`).href,
  }
}

function publicOf(record: Incident | Change, { content: { catalog } }: Desk): Applied['public'] {
  if (record.updates === null || record.updates.length === 0) return null
  const kind = record.id.startsWith('CHG') ? 'change' : 'incident'
  const id =
    publicIdsByFile(catalog).get(record.file) ?? record.public_id ?? publicIdOf(kind, record.id, catalog.site.url)
  return { id, address: publicAddress(catalog.site, id) }
}
