import { z } from 'zod'
import { instant, required } from './field.ts'

/** One row of `measurements/<slo>.csv`: how many of the events of a period were good. */
export const measurementSchema = z
  .strictObject({
    start: required(instant, 'From when.'),
    end: required(instant, 'Until when.'),
    good: required(z.coerce.number().min(0), 'Good events.'),
    total: required(z.coerce.number().min(0), 'All events.'),
  })
  .refine(({ good, total }) => good <= total, { error: 'Unexpected more good events than events.', path: ['good'] })
export type Measurement = z.output<typeof measurementSchema>
export const MEASUREMENT_COLUMNS = ['start', 'end', 'good', 'total'] as const
