import { formatDuration, formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'lead-time',
  severity: 'warning',
  scope: 'gate',
  doc: 'A change of high or critical risk is proposed well before its window, by `lead_time` of the policy.',
  *check(context) {
    const { mode, now, settings } = context
    if (mode === 'start') return
    for (const { change, risk } of unfinished(context)) {
      const { id, file, status, type, window } = change
      const waiting = status === 'proposed' || status === 'approved'
      if (!window || !waiting || type === 'emergency') continue
      if (risk?.level !== 'high' && risk?.level !== 'critical') continue
      const lead = settings.policy.lead_time[risk.level]
      const left = window.start - now
      if (left < lead)
        yield {
          change: id,
          at: { file, path: ['window', 'start'] },
          message: `Unexpected start ${left > 0 ? `in ${formatDuration(left)}` : 'in the past'}, expected at least ${formatDuration(lead)} ahead at ${risk.level} risk.`,
          help: `Start at ${formatInstant(now + lead)} or later, so that those who must know have time to object.`,
        }
    }
  },
})
