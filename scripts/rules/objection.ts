import type { ApprovalState, GateFinding } from '#model/gate/context'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'objection',
  severity: 'error',
  scope: 'gate',
  doc: 'Nobody whose approval would count asks for changes. A warning where `objections` in `policy.yaml` is `report`.',
  *check({ judged, paths, settings }) {
    const severity = settings.policy.objections === 'report' ? 'warning' : 'error'
    for (const { change, approval } of judged)
      if (approval.objections.length > 0)
        yield { change: change.id, at: { file: change.file, path: ['status'] }, severity, ...told(approval, change.id) }
    for (const { files, approval } of paths) {
      const [file, ...others] = files
      if (file !== undefined && approval.objections.length > 0)
        yield {
          change: null,
          at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
          severity,
          ...told(approval, others.length === 0 ? file : `${file} and ${others.length} more`),
        }
    }
  },
})

function told({ objections }: ApprovalState, what: string): Pick<GateFinding, 'message' | 'help'> {
  const who = new Intl.ListFormat('en-GB').format(objections)
  const ask = objections.length === 1 ? 'asks' : 'ask'
  return {
    message: `Unexpected objection of ${who}, who ${ask} for changes to ${what}, expected none.`,
    help: `Settle it with ${who}, who can approve then, or have the review dismissed.`,
  }
}
