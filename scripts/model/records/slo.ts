import { plainLine } from './plain-line.ts'
import { z } from 'zod'

/*
 * OpenSLO v1 and Sloth keep their own keys and may carry more than we read; what is checked here is what we rely on.
 * https://github.com/OpenSLO/OpenSLO#specification, https://sloth.dev/specs/default/
 */

const metadata = z.looseObject({
  name: z.string().min(1),
  displayName: z.string().optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})

const objective = z.looseObject({
  displayName: z.string().optional(),
  target: z.number().min(0).lt(1).optional(),
  targetPercent: z.number().min(0).lt(100).optional(),
})

const openSlo = <K extends string, S extends z.ZodType>(kind: K, spec: S) =>
  z.looseObject({ apiVersion: z.literal('openslo/v1'), kind: z.literal(kind), metadata, spec })

/** One document of an OpenSLO v1 file. */
export const openSloSchema = z.discriminatedUnion('kind', [
  openSlo(
    'SLO',
    z.looseObject({
      description: z.string().optional(),
      service: z.string().min(1),
      indicator: z.looseObject({}).optional(),
      indicatorRef: z.string().optional(),
      timeWindow: z
        .array(z.looseObject({ duration: z.string(), isRolling: z.boolean().optional() }))
        .max(1)
        .optional(),
      budgetingMethod: z.enum(['Occurrences', 'Timeslices', 'RatioTimeslices']),
      objectives: z.array(objective).min(1),
      alertPolicies: z.array(z.unknown()).optional(),
    }),
  ),
  openSlo('SLI', z.looseObject({ description: z.string().optional() })),
  openSlo('Service', z.looseObject({ description: z.string().optional() })),
  openSlo('DataSource', z.looseObject({ type: z.string() })),
  openSlo(
    'AlertPolicy',
    z.looseObject({ conditions: z.array(z.unknown()), notificationTargets: z.array(z.unknown()) }),
  ),
  openSlo('AlertCondition', z.looseObject({ severity: z.string(), condition: z.looseObject({}) })),
  openSlo('AlertNotificationTarget', z.looseObject({ target: z.string() })),
])

/** A Sloth `prometheus/v1` file. */
export const slothSchema = z.looseObject({
  version: z.literal('prometheus/v1'),
  service: z.string().min(1),
  slos: z
    .array(
      z.looseObject({
        name: z.string().min(1),
        objective: z.number().gt(0).lte(100),
        description: z.string().optional(),
        sli: z.looseObject({}),
        alerting: z.looseObject({}).optional(),
      }),
    )
    .min(1),
})

/** One objective for one service, whatever the format that says so. */
export interface Slo {
  id: string
  name: string
  description: string | undefined
  service: string
  /** Share of good events or time, above 0 and below 1 (1 where a Sloth file says 100 %). */
  target: number
  /** As written, for instance `30d`; undefined where the file leaves it to the tool. */
  window: string | undefined
  format: 'openslo' | 'sloth'
  public: boolean
  file: string
  /** Which document of the file, from 0. */
  document: number
  /** Where in the document it names its service. */
  servicePath: (string | number)[]
}

/** The SLOs that a checked document of a file in `slos/` holds. */
export function slosOf(data: unknown, file: string, document: number): Slo[] {
  const sloth = slothSchema.safeParse(data)
  if (sloth.success)
    return sloth.data.slos.map((slo) => ({
      id: `${sloth.data.service}-${slo.name}`,
      name: plainLine(slo.name),
      description: slo.description,
      service: sloth.data.service,
      target: slo.objective / 100,
      window: undefined,
      format: 'sloth',
      public: false,
      file,
      document,
      servicePath: ['service'],
    }))
  const open = openSloSchema.safeParse(data)
  if (!open.success || open.data.kind !== 'SLO') return []
  const { metadata: meta, spec } = open.data
  const [first] = spec.objectives
  return [
    {
      id: meta.name,
      name: plainLine(meta.displayName ?? '') || plainLine(meta.name),
      description: spec.description,
      service: spec.service,
      target: first?.target ?? (first?.targetPercent ?? 0) / 100,
      window: spec.timeWindow?.[0]?.duration,
      format: 'openslo',
      public: meta.annotations?.['evenkeel.dev/public'] === 'true',
      file,
      document,
      servicePath: ['spec', 'service'],
    },
  ]
}

/** What kind of document this is meant to be, so that its own schema judges it. */
export const sloSchemaFor = (data: unknown): z.ZodType =>
  typeof data === 'object' && data !== null && 'version' in data && !('apiVersion' in data)
    ? slothSchema
    : openSloSchema
