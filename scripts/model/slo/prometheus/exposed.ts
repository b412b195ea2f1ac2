import type { PrometheusSlo } from './prometheus-slo.ts'

/** Queries that see to it themselves that nothing is divided by nothing. */
const GUARDED = /\bclamp_min\s*\(|>\s*0(?![.\d])|\bvector\s*\(\s*[1-9]/

/** Whether a quarter of an hour without events makes the SLO's budget `NaN` for as long as its period lasts. */
export function exposedToIdleness({ sli }: PrometheusSlo): boolean {
  if (sli.kind === 'events') return !GUARDED.test(sli.total)
  return sli.ratio.includes('/') && !GUARDED.test(sli.ratio)
}

/** Whether an hour of the night counts as much towards the SLO's budget as one of the day, though its events are known. */
export const exposedToAverages = ({ sli }: PrometheusSlo): boolean => sli.kind === 'events' || sli.events !== null
