import { z } from 'zod'

/*
 * OpenSLO v1alpha, of which Sloth reads the SLO. What Sloth and OpenSLO's SDK disagree on is accepted where either does.
 * https://github.com/OpenSLO/OpenSLO/tree/v0.1.0-beta
 */

const given = <T extends z.ZodType>(schema: T) => schema.nullish()
const source = z.strictObject({ source: z.string().min(1), queryType: z.string().min(1), query: z.string().min(1) })

const apiVersion = z.literal('openslo/v1alpha')
const metadata = z.strictObject({
  name: z.string(),
  displayName: given(z.string()),
  labels: given(z.record(z.string(), z.string())),
  annotations: given(z.record(z.string(), z.string())),
})

const sloSchema = z.strictObject({
  apiVersion,
  kind: z.literal('SLO'),
  metadata,
  spec: z.strictObject({
    description: given(z.string().max(1050)),
    service: z.string().min(1),
    indicator: given(z.strictObject({ thresholdMetric: source })),
    timeWindows: given(
      z
        .array(
          z.strictObject({
            unit: z.enum(['Second', 'Day', 'Week', 'Month', 'Quarter']),
            count: z.int().min(1).max(100_000_000),
            isRolling: given(z.boolean()),
            calendar: given(z.strictObject({ startTime: z.string(), timeZone: z.string() })),
          }),
        )
        .max(1),
    ),
    budgetingMethod: z.enum(['Occurrences', 'Timeslices']),
    objectives: z
      .array(
        z.strictObject({
          displayName: given(z.string()),
          op: given(z.enum(['lte', 'gte', 'lt', 'gt'])),
          value: given(z.number()),
          target: z.number().meta({ whole: 1 }),
          timeSliceTarget: given(z.number().meta({ whole: 1 })),
          ratioMetrics: given(
            z.strictObject({
              incremental: given(z.boolean()),
              counter: given(z.boolean()),
              good: source,
              total: source,
            }),
          ),
        }),
      )
      .min(1),
  }),
})

/** It says nothing that the catalogue doesn't, but stands beside the SLOs of those who write this format. */
const serviceSchema = z.strictObject({
  apiVersion,
  kind: z.literal('Service'),
  metadata,
  spec: given(z.strictObject({ description: given(z.string().max(1050)) })),
})

export const openSloAlphaSchema = z.discriminatedUnion('kind', [sloSchema, serviceSchema])
export const ALPHA_KINDS = { SLO: sloSchema, Service: serviceSchema }
export type AlphaSlo = z.output<typeof sloSchema>
