import { z } from 'zod'
import { instant, required } from './field.ts'

/** A whole number of events, as digits alone: what JavaScript takes for a number besides, `1e3` or a blank, is a slip here. */
const count = z
  .string()
  .regex(/^\d{1,15}$/, {
    error: ({ input }) => `Unexpected ${JSON.stringify(input)}, expected a whole number of events, 0 or more.`,
  })
  .transform(Number)
  .meta({ label: 'number' })

/** One row of `measurements/<slo>.csv`: how many of the events of a period were good. */
export const measurementSchema = z
  .strictObject({
    start: required(instant, 'From when.'),
    end: required(instant, 'Until when.'),
    good: required(count, 'Good events.'),
    total: required(count, 'All events.'),
  })
  .refine(({ good, total }) => good <= total, { error: 'Unexpected more good events than events.', path: ['good'] })
  .refine(({ start, end }) => start < end, {
    error: 'Unexpected end at or before the start, expected a later time.',
    path: ['end'],
  })
export type Measurement = z.output<typeof measurementSchema>
export const MEASUREMENT_COLUMNS = ['start', 'end', 'good', 'total'] as const
