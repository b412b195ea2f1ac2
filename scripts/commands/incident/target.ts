import { join } from 'node:path'
import type { Catalog, Salvaged } from '#model/catalog'
import { openToCustomers } from '#model/publish/told'
import { meantRecord } from '#model/records/meant-id'
import { isOpen, type Incident } from '#model/records/incident'
import type { IncidentUpdate } from '#model/records/update'
import { formatInstant } from '#model/time'
import { printable } from '#report/text'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { Desk } from './desk.ts'

/** The incident that a command is about. */
export interface Target {
  id: string
  /** Where it is written, or would be. */
  file: string
  updates: IncidentUpdate[]
  /** Null: its record can't be read. What customers read of it can be added to all the same. */
  incident: Incident | null
}

/** The incident of an id, or the one that is open; words where it can't be told which. `none`: for none is open. */
export async function targetOf(
  id: string | undefined,
  desk: Desk,
  terminal: Terminal,
): Promise<Target | { error: string; none?: boolean }> {
  const { catalog } = desk.content
  if (id !== undefined) return named(id, desk)
  const open = openOnes(catalog)
  const [only, ...others] = open
  if (!only)
    return {
      none: true,
      error:
        'No incident is open. Name the one that is meant, such as INC-2026-0031, or open one: npx evenkeel incident open\n',
    }
  if (others.length === 0) return targetFrom(only)
  if (!terminal.canAsk)
    throw new UsageError(`Several incidents are open. Name the one that is meant:\n${open.map(line).join('\n')}`)
  const { whichIncident } = await import('./questions.ts')
  const chosen = await whichIncident(open.map((one) => ({ id: one.id, words: line(one).trim() })))
  return named(chosen, desk)
}

/** Those that are open for us, and broken ones that are open to customers. */
export function openOnes(catalog: Catalog): (Incident | Salvaged)[] {
  const { incidents, salvaged, now } = catalog
  return [...incidents.filter((one) => isOpen(one, now)), ...openToCustomers({ incidents: [], salvaged }, now)]
}

/** What tells one from the others, on a line. */
export const line = (one: Incident | Salvaged): string =>
  printable(
    'title' in one
      ? `  ${one.id}  ${one.severity}  since ${formatInstant(one.started)}  ${one.title}`
      : `  ${one.id}  (its record can't be read)`,
  )

/** Who types a wrong id mostly means one of these. */
function openWords(catalog: Catalog): string {
  const open = openOnes(catalog)
  return open.length === 0 ? ' None is open.' : ` Open:\n${open.map(line).join('\n')}`
}

/** The incident of an id, which may be written as people write it: `inc-2026-31`. */
export function named(written: string, { folder, content: { catalog } }: Desk): Target | { error: string } {
  const known = [...catalog.incidents, ...catalog.salvaged, ...catalog.unread].some((one) => one.id === written)
  const id = known ? written : (meantRecord(written) ?? written)
  const [found, ...others] = [...catalog.incidents, ...catalog.salvaged].filter((one) => one.id === id)
  if (others.length > 0 && found)
    return {
      error: `${id} is the id of several incidents. Give one of them another:\n${[found, ...others].map(({ file }) => `  ${join(folder, file)}\n`).join('')}`,
    }
  if (found) return targetFrom(found)
  const unread = catalog.unread.find((one) => one.kind === 'incident' && one.id === id)
  return {
    error: unread
      ? `${join(folder, unread.file)} can't be read; \`npx evenkeel validate\` says why.\n`
      : `No incident ${id} in ${folder}.${openWords(catalog)}\n`,
  }
}

const targetFrom = (found: Incident | Salvaged): Target => ({
  id: found.id,
  file: found.file,
  updates: found.updates ?? [],
  incident: 'title' in found ? found : null,
})
