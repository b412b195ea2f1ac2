import type { Freeze } from '#model/records/freeze'
import type { GateContext, GateFinding, Judged } from '#model/gate/context'
import { isApprovedOn } from '#model/change/standing'
import { clip, type Interval } from '#model/interval'
import { formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'change-overlaps-freeze',
  severity: 'error',
  scope: 'gate',
  doc: 'A change keeps out of a hard freeze that does not except it; a warning until it is approved. An emergency may pass, and what has begun may finish.',
  *check(context) {
    for (const one of unfinished(context)) {
      const { window } = one.change
      if (!window) continue
      for (const { freeze, effect } of one.freezes)
        if (effect === 'stops') yield frozen(one, { from: window.start, to: window.end }, freeze, context)
    }
  },
})

function frozen({ change, before }: Judged, window: Interval, freeze: Freeze, { head }: GateContext): GateFinding {
  const { id, file } = change
  const agreed = isApprovedOn(change)
  const { from, to } = clip(window, { from: freeze.start, to: freeze.end }) ?? window
  const proposed = head.freezes.find((one) => one.id === freeze.id)
  const ask =
    proposed && proposed.exceptions.some((one) => one.change === id)
      ? '. The exception that this pull request adds counts once it is merged: bring it in by one of its own.'
      : before === null && agreed
        ? `, or propose it first (\`status: proposed\`) and have ${freeze.owner} except it, in a pull request of its own.`
        : agreed
          ? `, or have ${freeze.owner} except it in a pull request of its own.`
          : `, or merge it as it is and have ${freeze.owner} except it, in a pull request of its own, before it is approved.`
  const early = window.from < freeze.start ? `End by ${formatInstant(freeze.start)} or start` : 'Start'
  return {
    change: id,
    at: { file, path: ['window'] },
    severity: agreed ? 'error' : 'warning',
    message: `Unexpected window in the freeze ${JSON.stringify(freeze.title)} from ${formatInstant(from)} to ${formatInstant(to)}, expected one outside it.`,
    help: `${early} at ${formatInstant(freeze.end)} or later${ask}`,
    related: [
      { at: { file: freeze.file, path: ['start'] }, message: `The freeze ends at ${formatInstant(freeze.end)}.` },
    ],
  }
}
