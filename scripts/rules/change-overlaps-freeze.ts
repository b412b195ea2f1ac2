import type { Change } from '#model/records/change'
import type { Freeze } from '#model/records/freeze'
import type { GateContext, GateFinding } from '#model/gate/context'
import { clip, type Interval } from '#model/interval'
import { formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'change-overlaps-freeze',
  severity: 'error',
  scope: 'gate',
  doc: 'A change keeps out of a hard freeze that does not except it. An emergency may pass, and what has begun may finish.',
  *check(context) {
    for (const { change, freezes } of unfinished(context)) {
      if (!change.window) continue
      const window = { from: change.window.start, to: change.window.end }
      for (const { freeze, effect } of freezes) if (effect === 'stops') yield frozen(change, window, freeze, context)
    }
  },
})

function frozen({ id, file }: Change, window: Interval, freeze: Freeze, { head }: GateContext): GateFinding {
  const { from, to } = clip(window, { from: freeze.start, to: freeze.end }) ?? window
  const proposed = head.freezes.find((one) => one.id === freeze.id)
  const ask =
    proposed && proposed.exceptions.some(({ change }) => change === id)
      ? '. The exception that this pull request adds counts once it is merged: bring it in by one of its own.'
      : `, or have ${freeze.owner} except it in a pull request of its own.`
  const early = window.from < freeze.start ? `End by ${formatInstant(freeze.start)} or start` : 'Start'
  return {
    change: id,
    at: { file, path: ['window'] },
    message: `Unexpected window in the freeze ${JSON.stringify(freeze.title)} from ${formatInstant(from)} to ${formatInstant(to)}, expected one outside it.`,
    help: `${early} at ${formatInstant(freeze.end)} or later${ask}`,
    related: [
      { at: { file: freeze.file, path: ['start'] }, message: `The freeze ends at ${formatInstant(freeze.end)}.` },
    ],
  }
}
