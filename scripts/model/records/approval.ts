import { z } from 'zod'
import { changeId, handle, instant, optional, required, text } from './field.ts'
import { formatInstant, type Instant } from '../time.ts'

/** `approvals/<ID>.json`: the reviews that counted when the plan was merged. Written by the bot alone. */
export const approvalSchema = z.looseObject({
  change: required(changeId, 'The change.'),
  plan: required(text, 'Digest of the plan that was approved.'),
  authors: optional(z.array(z.string()), 'Who wrote the pull request, who opened it first.'),
  approvals: required(
    z.array(z.looseObject({ by: required(handle, 'Who.'), at: required(instant, 'When.') })),
    'The reviews that counted.',
  ),
})
export type Approval = z.output<typeof approvalSchema> & { file: string }

/** What a pull request approved: the digest of the plan, who wrote it, and whose reviews counted. */
export interface Given {
  plan: string
  authors: readonly string[]
  given: readonly { by: string; at: Instant }[]
}

/** The approval of a change as its file says it, oldest review first. */
export const recordedApproval = (change: string, { plan, authors, given }: Given): z.input<typeof approvalSchema> => ({
  change,
  plan,
  authors: [...authors],
  approvals: given
    .toSorted((a, b) => a.at - b.at || (a.by < b.by ? -1 : 1))
    .map(({ by, at }) => ({ by, at: formatInstant(at) })),
})

/** Whether somebody approved the plan with this digest. What was recorded without a review was never approved. */
export const approvedBefore = ({ plan, approvals }: Pick<Approval, 'plan' | 'approvals'>, digest: string): boolean =>
  plan === digest && approvals.length > 0
