import { z } from 'zod'

const rule = z.looseObject({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.union([z.string(), z.number()]),
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
  summary: string | undefined
  severity: string | undefined
  runbook_url: string | undefined
  file: string
  document: number
  path: (string | number)[]
}

/** The schema that a document of `alerts/` is checked by: that of a manifest where it has a `kind`, else of a rule file. */
export const alertSchemaFor = (data: unknown): z.ZodType =>
  typeof data === 'object' && data !== null && 'kind' in data ? prometheusRuleSchema : ruleFileSchema

/** The alerting rules of a checked rule file; recording rules are passed over. */
export function alertsOf(data: unknown, file: string, document: number): Alert[] {
  const manifest = prometheusRuleSchema.safeParse(data)
  const plain = manifest.success ? { success: true as const, data: manifest.data.spec } : ruleFileSchema.safeParse(data)
  if (!plain.success) return []
  const root = manifest.success ? ['spec', 'groups'] : ['groups']
  return plain.data.groups.flatMap((group, g) =>
    (group.rules ?? []).flatMap((entry, r) =>
      entry.alert === undefined
        ? []
        : [
            {
              name: entry.alert,
              group: group.name,
              summary: entry.annotations?.['summary'] ?? entry.annotations?.['description'],
              severity: entry.labels?.['severity'],
              runbook_url: entry.annotations?.['runbook_url'],
              file,
              document,
              path: [...root, g, 'rules', r, 'alert'],
            },
          ],
    ),
  )
}
