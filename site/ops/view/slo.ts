import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import type { Slo } from '#model/records/slo'
import { DAY, parseDuration, type Duration } from '#model/time'

/** An objective, with its budget in time. */
export interface SloRow {
  slo: PageReference
  service: PageReference
  /** `99.9 %` */
  target: string
  window: string | null
  /** How long everything may be bad in one window; null where the window isn't a length of time. */
  budget: Duration | null
  format: string
}

/** What the page of an objective shows. */
export interface SloPage {
  record: Slo
  row: SloRow
}

/** An objective's page. */
export const sloPage = (ops: Ops, slo: Slo): SloPage => ({ record: slo, row: sloRow(ops, slo) })

/** An objective as lists show it. */
export function sloRow({ links }: Ops, slo: Slo): SloRow {
  const window = slo.window === undefined ? null : lengthOf(slo.window)
  return {
    slo: refer('slo', slo.id, slo),
    service: refer('service', slo.service, links.services.get(slo.service)),
    // Shares such as 0.999 · 100 are not exact in binary; twelve digits are.
    target: `${Number((slo.target * 100).toPrecision(12))} %`,
    window: slo.window ?? null,
    budget: window === null ? null : Math.round((1 - slo.target) * window),
    format: slo.format === 'openslo' ? 'OpenSLO v1' : 'Sloth prometheus/v1',
  }
}

/** `30d`, `24h`, `4w`; calendar months, quarters and years have no one length. */
function lengthOf(window: string): Duration | null {
  const weeks = /^(\d+)w$/.exec(window)?.[1]
  if (weeks !== undefined) return Number(weeks) * 7 * DAY
  const parsed = parseDuration(window)
  return typeof parsed === 'number' ? parsed : null
}
