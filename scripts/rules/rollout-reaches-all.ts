import type { Finding } from '#model/diagnostic'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'rollout-reaches-all',
  severity: 'error',
  scope: 'record',
  doc: 'Each step of a rollout reaches more than the one before it, and the last one reaches all.',
  *check({ catalog }) {
    for (const { file, rollout } of catalog.changes) if (rollout) yield* shortfalls(file, rollout)
  },
})

function* shortfalls(file: string, steps: readonly { percent: number }[]): Generator<Finding> {
  let before = 0
  for (const [i, { percent }] of steps.entries()) {
    const at = { file, path: ['rollout', i, 'percent'] }
    const previous = { at: { file, path: ['rollout', i - 1, 'percent'] }, message: 'The step before it is here.' }
    if (percent <= before)
      yield {
        at,
        message: `Unexpected ${percent} percent after ${before} percent, expected ${before < 100 ? `more than ${before}` : 'no step after all have it'}.`,
        help: 'Put the steps in order; going back is what `rollback` is for.',
        related: [previous],
      }
    else if (i === steps.length - 1 && percent !== 100)
      yield {
        at,
        message: `Unexpected last step of ${percent} percent, expected 100.`,
        help: 'Add the step that reaches all, or write a change of its own for the rest.',
      }
    before = percent
  }
  if (steps.length === 0)
    yield {
      at: { file, path: ['rollout'] },
      message: 'Unexpected empty rollout, expected steps of which the last one is 100 percent.',
      help: 'Remove `rollout` where all get it at once.',
    }
}
