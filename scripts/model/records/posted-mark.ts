import { hash } from 'node:crypto'
import { z } from 'zod'
import { defaulted, instant, optional, required, text } from './field.ts'

/** What an update was posted with: it is known by that when it is delivered again, whatever it says by then. */
export const postedMark = z.strictObject({
  id: required(text, 'What it was posted with, digested: nobody reads from it where.'),
  as_before: defaulted(z.boolean(), false, 'It said no state: its own is that of the update before it.'),
  edited: optional(instant, 'When the words that stand here were written, where that was later.'),
})

/** As an update says of itself how it was posted. */
export interface PostedMark {
  id: string
  as_before?: boolean | undefined
  edited?: number | undefined
}

/** The `id` of such a mark. The key itself is for us: an issue's address, or what somebody's monitor calls a trouble. */
export const markOf = (key: string): string => hash('sha256', key).slice(0, 16)
