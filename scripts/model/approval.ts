import { z } from 'zod'
import { changeId, handle, instant, required, text } from './field.ts'

/** `approvals/<ID>.json`: the reviews that counted when the plan was merged. Written by the bot alone. */
export const approvalSchema = z.looseObject({
  change: required(changeId, 'The change.'),
  plan: required(text, 'Digest of the plan that was approved.'),
  approvals: required(
    z.array(z.looseObject({ by: required(handle, 'Who.'), at: required(instant, 'When.') })),
    'The reviews that counted.',
  ),
})
export type Approval = z.output<typeof approvalSchema> & { file: string }
