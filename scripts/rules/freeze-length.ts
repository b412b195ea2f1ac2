import { formatDuration } from '#model/time'
import { backwards, overlong } from './change-window-order.ts'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'freeze-length',
  severity: 'warning',
  scope: 'record',
  doc: 'A freeze is no longer than `freeze_max` of the policy, and ends after it starts (error).',
  *check({ catalog }) {
    const longest = catalog.policy.freeze_max
    for (const freeze of catalog.freezes) {
      const length = freeze.end - freeze.start
      if (length <= 0) yield { ...backwards(freeze.file, []), severity: 'error' }
      else if (length > longest)
        yield overlong(
          freeze.file,
          [],
          freeze,
          longest,
          'freeze',
          `at most ${formatDuration(longest)} (\`freeze_max\`)`,
        )
    }
  },
})
