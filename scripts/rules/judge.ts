import type { Problem } from '#model/diagnostic'
import { rules } from './index.ts'
import type { RuleContext } from './rule.ts'

/** Runs every record rule over a catalogue. */
export function judge(context: RuleContext): Problem[] {
  return rules
    .filter((rule) => rule.scope === 'record')
    .flatMap((rule) =>
      [...(rule.check?.(context) ?? [])].map((finding) => ({
        ...finding,
        rule: rule.name,
        severity: finding.severity ?? rule.severity,
      })),
    )
}
