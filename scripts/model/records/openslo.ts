import { z } from 'zod'

/*
 * OpenSLO v1 in its own keys: the seven kinds. What one value alone can't tell (one of two keys, a target's range, a
 * window that the calendar has) stands in `openslo-problems.ts`; where the specification, its old JSON schema and its SDK
 * disagree, in `openslo-deviations.ts`.
 * https://github.com/OpenSLO/OpenSLO#specification
 */

const given = <T extends z.ZodType>(schema: T) => schema.nullish()
/** https://github.com/OpenSLO/OpenSLO#general-schema: a description has 1050 characters at most. */
const description = given(z.string().max(1050))
const op = z.enum(['lte', 'gte', 'lt', 'gt'])

const metadata = z.strictObject({
  name: z.string(),
  displayName: given(z.string()),
  labels: given(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
  annotations: given(z.record(z.string(), z.string())),
})

const metric = z.strictObject({
  metricSource: z.strictObject({
    metricSourceRef: given(z.string()),
    type: given(z.string()),
    spec: z.record(z.string(), z.unknown()),
  }),
})
const sliSpec = z.strictObject({
  description,
  thresholdMetric: given(metric),
  ratioMetric: given(
    z.strictObject({
      counter: given(z.boolean()),
      good: given(metric),
      bad: given(metric),
      total: given(metric),
      rawType: given(z.enum(['success', 'failure'])),
      raw: given(metric),
    }),
  ),
})
const indicator = z.strictObject({ metadata, spec: sliSpec })

const objective = z.strictObject({
  displayName: given(z.string()),
  op: given(op),
  value: given(z.number()),
  target: given(z.number().meta({ whole: 1 })),
  targetPercent: given(z.number().meta({ whole: 100 })),
  timeSliceTarget: given(z.number().meta({ whole: 1 })),
  timeSliceWindow: given(z.string()),
  indicator: given(indicator),
  indicatorRef: given(z.string()),
  compositeWeight: given(z.number().gt(0)),
})

const conditionSpec = <T extends z.ZodType>(comparison: T) =>
  z.strictObject({
    description,
    severity: z.string().min(1),
    condition: z.strictObject({
      kind: z.literal('burnrate'),
      op: comparison,
      threshold: z.number(),
      lookbackWindow: z.string(),
      alertAfter: given(z.string()),
    }),
  })
const targetSpec = z.strictObject({ description, target: z.string().min(1) })

/** What is written out where it is used has its kind, but needs no version, as a document of its own would. */
const inline = { apiVersion: given(z.literal('openslo/v1')), kind: given(z.string()), metadata: given(metadata) }

const policySpec = z.strictObject({
  description,
  alertWhenBreaching: given(z.boolean()),
  alertWhenResolved: given(z.boolean()),
  alertWhenNoData: given(z.boolean()),
  conditions: z
    .array(z.strictObject({ conditionRef: given(z.string()), ...inline, spec: given(conditionSpec(given(op))) }))
    .min(1)
    .max(1),
  notificationTargets: z
    .array(z.strictObject({ targetRef: given(z.string()), ...inline, spec: given(targetSpec) }))
    .min(1),
})

const sloSpec = z.strictObject({
  description,
  service: z.string().min(1),
  indicator: given(indicator),
  indicatorRef: given(z.string()),
  timeWindow: given(
    z
      .array(
        z.strictObject({
          duration: z.string(),
          isRolling: given(z.boolean()),
          calendar: given(z.strictObject({ startTime: z.string(), timeZone: z.string() })),
        }),
      )
      .max(1),
  ),
  budgetingMethod: z.enum(['Occurrences', 'Timeslices', 'RatioTimeslices']),
  objectives: z.array(objective).min(1),
  alertPolicies: given(
    z.array(
      z.union([z.string(), z.strictObject({ alertPolicyRef: given(z.string()), ...inline, spec: given(policySpec) })]),
    ),
  ),
})

const kindOf = <K extends string, S extends z.ZodType>(kind: K, spec: S) =>
  z.strictObject({ apiVersion: z.literal('openslo/v1'), kind: z.literal(kind), metadata, spec })

/** The schema of each kind. */
export const OPENSLO_KINDS = {
  SLO: kindOf('SLO', sloSpec),
  SLI: kindOf('SLI', sliSpec),
  Service: kindOf('Service', given(z.strictObject({ description }))),
  DataSource: kindOf(
    'DataSource',
    z.strictObject({ description, type: z.string().min(1), connectionDetails: given(z.unknown()) }),
  ),
  AlertPolicy: kindOf('AlertPolicy', policySpec),
  AlertCondition: kindOf('AlertCondition', conditionSpec(op)),
  AlertNotificationTarget: kindOf('AlertNotificationTarget', targetSpec),
}

/** One document of an OpenSLO v1 file. */
export const openSloSchema = z.discriminatedUnion('kind', [
  OPENSLO_KINDS.SLO,
  OPENSLO_KINDS.SLI,
  OPENSLO_KINDS.Service,
  OPENSLO_KINDS.DataSource,
  OPENSLO_KINDS.AlertPolicy,
  OPENSLO_KINDS.AlertCondition,
  OPENSLO_KINDS.AlertNotificationTarget,
])

export type OpenSlo = z.output<typeof openSloSchema>
export type OpenSloKind = OpenSlo['kind']
export type OpenSloOf<K extends OpenSloKind> = Extract<OpenSlo, { kind: K }>
