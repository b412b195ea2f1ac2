import type { Instant } from '#model/time'
import { addressOf } from './address.ts'
import type { CstateConfig, CstateIssue } from './format.ts'
import type { RecordContext } from '../record.ts'
import { oneLine } from '../text.ts'

/** What an issue needs to know of everything else. */
export interface CstateImport extends RecordContext {
  serviceOf: (system: string) => string | null
  config: CstateConfig
  timeZone: string
  now: Instant
}

export const titleOf = ({ title, id }: CstateIssue): string => oneLine(title ?? '') || id.replaceAll('-', ' ')

/** The services that an issue affects, each once. */
export const servicesOf = ({ affected }: CstateIssue, { serviceOf }: CstateImport): string[] => [
  ...new Set(affected.flatMap((name) => serviceOf(name) ?? [])),
]

/** What ties a record to where it comes from. */
export function sourceOf(issue: CstateIssue, { config }: CstateImport, lose: (message: string) => void) {
  const url = addressOf(issue, config)
  if (url === null) lose("its address at cState can't be told, and isn't kept")
  return { kind: 'cstate', id: issue.id, ...(url === null ? {} : { url }) }
}

/** What of an issue is unlike what cState's own editor writes. */
export function* oddities({ title, section, informational, pin }: CstateIssue): Generator<string> {
  if (oneLine(title ?? '') === '') yield 'it has no title: its file name is taken'
  if (section === null) yield "it has no `section: issue`, so cState doesn't list it; it is imported all the same"
  if (pin && !informational) yield "`pin` isn't kept: an open incident is on top by itself"
}
