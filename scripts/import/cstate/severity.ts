import type { Impact } from '#model/status/overall'
import type { ComponentStatus } from '#model/records/update'
import type { CstateIssue } from './format.ts'

export interface CstateSeverity {
  severity: 'SEV-2' | 'SEV-3' | 'SEV-4'
  /** What it does to the systems that it affects. */
  status: ComponentStatus
  /** How bad it is where it affects none that is named. */
  impact: Impact
}

/** `notice` is the lowest that cState has, and is for announcements too. */
const SEVERITIES = new Map<string, CstateSeverity>([
  ['down', { severity: 'SEV-2', status: 'major_outage', impact: 'major' }],
  ['disrupted', { severity: 'SEV-3', status: 'partial_outage', impact: 'minor' }],
  ['notice', { severity: 'SEV-4', status: 'degraded_performance', impact: 'minor' }],
])
const NONE: CstateSeverity = { severity: 'SEV-4', status: 'operational', impact: 'none' }

/** How bad an issue is; one that only informs isn't bad at all. */
export function severityOf({ severity, informational }: CstateIssue, lose: (message: string) => void): CstateSeverity {
  if (informational) return NONE
  const found = SEVERITIES.get(severity?.toLowerCase() ?? '')
  if (!found)
    lose(
      `its severity ${severity === null ? 'is missing' : `${JSON.stringify(severity)} isn't known`}: what it affects stays operational`,
    )
  return found ?? NONE
}
