import { expect, test } from 'vitest'
import { gating } from '../fixtures/gate-context.ts'

test('A file of which git finds two versions stops the merge, and says how to come to one.', () => {
  expect(gating({ head: {}, unmerged: ['policy.yaml'] })).toMatchInlineSnapshot(`
    "error merge-conflict policy.yaml:1 Unexpected conflict with what the pull request goes into, expected one version.
      Merge that branch into the pull request, or put its commits on top of it; keep one side of this file or join both, and push."
  `)
})

test('Where git merges everything there is nothing to say.', () => {
  expect(gating({ head: {} })).toBe('')
})
