import { isExcused } from '#model/change/standing'
import { unplannedParts, type Change } from '#model/records/change'
import type { Finding } from '#model/diagnostic'
import type { Instant } from '#model/time'
import { unsaid } from './change-sections.ts'
import { defineRule, type RuleContext } from './rule.ts'

export default defineRule({
  name: 'imported-change-plan',
  severity: 'error',
  scope: 'gate',
  doc: 'A change with a `source` that is not over has a plan, rollback, risk, implementer and services, as any other. In `audit` a warning.',
  *check({ judged, now, outlineOf }) {
    for (const { change } of judged)
      for (const finding of lacking(change, now, outlineOf)) yield { ...finding, change: change.id }
  },
  *audit({ catalog, now, outlineOf }) {
    for (const change of catalog.changes) {
      const waits = {
        what: `${change.source?.kind === 'post' ? 'Posted' : 'Imported'}: plan, risk and people to be added`,
        who: [change.implementer ?? change.requester],
        by: change.window?.start ?? null,
      }
      for (const finding of lacking(change, now, outlineOf)) yield { ...finding, waits }
    }
  },
})

/** An import may bring what is still to come; it is published as it was announced, and not begun before it is planned. */
function* lacking(change: Change, now: Instant, outlineOf: RuleContext['outlineOf']): Generator<Finding> {
  const { file, source, outcome } = change
  // What is said to have ended later than now is not over.
  if (!source || (isExcused(change) && (outcome?.finished ?? outcome?.started ?? -Infinity) <= now)) return
  for (const { path, message } of unplannedParts(change))
    yield {
      at: { file, path },
      message,
      help: 'A `source` excuses what is over alone. Add it before the change is approved.',
    }
  yield* unsaid(change, outlineOf)
}
