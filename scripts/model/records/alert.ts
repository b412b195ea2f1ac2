import { z } from 'zod'

/** As Prometheus writes durations, or a bare `0`. */
const length = z.union([z.string(), z.number().transform(String)]).optional()
const rule = z.looseObject({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.union([z.string(), z.number()]),
  for: length,
  keep_firing_for: length,
  annotations: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
})
const groups = z.array(z.looseObject({ name: z.string(), rules: z.array(rule).nullish() }))

/** A plain Prometheus rule file. */
export const ruleFileSchema = z.looseObject({ groups })
/** The same inside a Kubernetes manifest. */
export const prometheusRuleSchema = z.looseObject({
  kind: z.literal('PrometheusRule'),
  spec: z.looseObject({ groups }),
})

/** An alerting rule, and where its name stands: `document` counts from 0, `path` leads to it there. */
export interface Alert {
  name: string
  group: string
  /** PromQL, as it is written. */
  expr: string
  /** How long it has to hold before it fires, as Prometheus writes durations. */
  for: string | undefined
  /** How long it goes on firing once it doesn't hold any more. */
  keep_firing_for: string | undefined
  labels: Readonly<Record<string, string>>
  /** Templates of Go's. */
  annotations: Readonly<Record<string, string>>
  summary: string | undefined
  severity: string | undefined
  runbook_url: string | undefined
  file: string
  document: number
  path: readonly PropertyKey[]
}

/** The schema that a document of `alerts/` is checked by: that of a manifest where it has a `kind`, else of a rule file. */
export const alertSchemaFor = (data: unknown): z.ZodType =>
  typeof data === 'object' && data !== null && 'kind' in data ? prometheusRuleSchema : ruleFileSchema

/** A recording rule: what an expression that names it stands for. */
export interface Recording {
  name: string
  expr: string
  labels: Readonly<Record<string, string>>
  file: string
}

/** The rules of a checked rule file, those that alert and those that record. */
export function rulesOf(data: unknown, file: string, document: number): { alerts: Alert[]; recordings: Recording[] } {
  const manifest = prometheusRuleSchema.safeParse(data)
  const plain = manifest.success ? { success: true as const, data: manifest.data.spec } : ruleFileSchema.safeParse(data)
  if (!plain.success) return { alerts: [], recordings: [] }
  const root = manifest.success ? ['spec', 'groups'] : ['groups']
  const all = plain.data.groups.flatMap((group, g) =>
    (group.rules ?? []).map((entry, r) => ({ entry, group: group.name, path: [...root, g, 'rules', r] })),
  )
  return {
    alerts: all.flatMap(({ entry, group, path }) =>
      entry.alert === undefined
        ? []
        : [
            {
              name: entry.alert,
              group,
              expr: String(entry.expr).trim(),
              for: entry.for,
              keep_firing_for: entry.keep_firing_for,
              labels: entry.labels ?? {},
              annotations: entry.annotations ?? {},
              summary: entry.annotations?.['summary'] ?? entry.annotations?.['description'],
              severity: entry.labels?.['severity'],
              runbook_url: entry.annotations?.['runbook_url'],
              file,
              document,
              path: [...path, 'alert'],
            },
          ],
    ),
    recordings: all.flatMap(({ entry }) =>
      entry.record === undefined
        ? []
        : [{ name: entry.record, expr: String(entry.expr).trim(), labels: entry.labels ?? {}, file }],
    ),
  }
}
