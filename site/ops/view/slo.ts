import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import { multiply, ONE, rational, subtract } from '#model/rational'
import { percentText, type SloWindow } from '#model/records/objective'
import type { Slo, SloFormat } from '#model/records/slo'
import type { Duration } from '#model/time'

/** An SLO, with its budget in time. */
export interface SloRow {
  slo: PageReference
  service: PageReference
  /** `99.9 %`; those of several objectives one after the other. */
  target: string
  window: string | null
  /** How long everything may be bad in one window, by its first objective; null where the window isn't a length of time. */
  budget: Duration | null
  format: string
}

/** What the page of an SLO shows. */
export interface SloPage {
  record: Pick<Slo, 'id' | 'name' | 'description' | 'public' | 'file'>
  row: SloRow
}

/** An SLO's page. */
export const sloPage = (ops: Ops, slo: Slo): SloPage => {
  const { id, name, description, public: isPublic, file } = slo
  return { record: { id, name, description, public: isPublic, file }, row: sloRow(ops, slo) }
}

const FORMATS: Record<SloFormat, string> = {
  openslo: 'OpenSLO v1',
  openslo_v1alpha: 'OpenSLO v1alpha',
  sloth: 'Sloth prometheus/v1',
  sloth_manifest: 'Sloth PrometheusServiceLevel',
}

/** An SLO as lists show it. */
export function sloRow({ links }: Ops, slo: Slo): SloRow {
  const length = slo.window && lengthOf(slo.window)
  return {
    slo: refer('slo', slo.id, slo),
    service: refer('service', slo.service, links.services.get(slo.service)),
    target: slo.objectives.map(({ target }) => `${percentText(target)} %`).join(', '),
    window: slo.window_text,
    budget: length === null ? null : budgetIn(slo, length),
    format: FORMATS[slo.format],
  }
}

/** Rounded to the millisecond below. */
function budgetIn({ objectives: [first] }: Slo, length: Duration): Duration {
  const { num, den } = multiply(subtract(ONE, first.target), rational(BigInt(length)))
  return Number(num / den)
}

/** Months, quarters and years of the calendar have no one length. */
const lengthOf = (window: SloWindow): Duration | null => (window.kind === 'rolling' ? window.length : null)
