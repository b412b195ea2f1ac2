import type { GateFinding } from '#model/gate/context'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'merge-conflict',
  severity: 'error',
  scope: 'gate',
  doc: 'What a pull request brings can be merged: what is judged is the merge, and there is none to judge while git finds two versions.',
  *check({ unmerged }): Generator<GateFinding> {
    for (const file of unmerged)
      yield {
        change: null,
        at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
        message: 'Unexpected conflict with what the pull request goes into, expected one version.',
        help: 'Merge that branch into the pull request, or put its commits on top of it; keep one side of this file or join both, and push.',
      }
  },
})
