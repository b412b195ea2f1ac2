import { z } from 'zod'

/*
 * Sloth's `prometheus/v1` files, and the same as a Kubernetes manifest, in keys of those formats.
 * https://sloth.dev/specs/default/, https://sloth.dev/specs/k8s/
 * What its loaders (`internal/storage/io` of slok/sloth) read as nothing, an absent or empty value, is nothing here too.
 */

const given = <T extends z.ZodType>(schema: T) => schema.nullish()
const texts = given(z.record(z.string(), z.string()))
/** Go's `sigs.k8s.io/yaml` writes a number or a truth value as text where text belongs: `tier: 1` is a label in a file. */
const written = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const anyTexts = given(z.record(z.string(), written))
const plugins = z.strictObject({
  overridePrevious: given(z.boolean()),
  chain: given(
    z.array(z.strictObject({ id: z.string().min(1), config: given(z.unknown()), priority: given(z.int()) })),
  ),
})
const alertOf = <T extends z.ZodType>(labels: T) =>
  z.strictObject({ disable: given(z.boolean()), labels, annotations: labels })
const fileAlert = alertOf(anyTexts)
const manifestAlert = alertOf(texts)

/** A Sloth `prometheus/v1` file. */
export const slothSchema = z.strictObject({
  version: z.literal('prometheus/v1'),
  service: written,
  labels: anyTexts,
  slo_plugins: given(plugins),
  slos: z
    .array(
      z.strictObject({
        name: written,
        description: given(written),
        objective: z.number().meta({ whole: 100 }),
        plugins: given(plugins),
        labels: anyTexts,
        sli: z.strictObject({
          events: given(z.strictObject({ error_query: written, total_query: written })),
          raw: given(z.strictObject({ error_ratio_query: written })),
          plugin: given(z.strictObject({ id: z.string().min(1), options: anyTexts })),
        }),
        alerting: given(
          z.strictObject({
            name: given(written),
            labels: anyTexts,
            annotations: anyTexts,
            page_alert: given(fileAlert),
            ticket_alert: given(fileAlert),
          }),
        ),
      }),
    )
    .min(1),
})

/** A `PrometheusServiceLevel` manifest. Of its metadata Kubernetes knows more keys than concern an SLO. */
export const slothManifestSchema = z.strictObject({
  apiVersion: z.literal('sloth.slok.dev/v1'),
  kind: z.literal('PrometheusServiceLevel'),
  metadata: given(
    z.looseObject({ name: given(z.string()), namespace: given(z.string()), labels: texts, annotations: texts }),
  ),
  spec: z.strictObject({
    service: z.string(),
    labels: texts,
    sloPlugins: given(plugins),
    slos: z
      .array(
        z.strictObject({
          name: z.string().max(128),
          description: given(z.string()),
          objective: z.number().meta({ whole: 100 }),
          plugins: given(plugins),
          labels: texts,
          sli: z.strictObject({
            events: given(z.strictObject({ errorQuery: z.string(), totalQuery: z.string() })),
            raw: given(z.strictObject({ errorRatioQuery: z.string() })),
            plugin: given(z.strictObject({ id: z.string().min(1), options: texts })),
          }),
          alerting: given(
            z.strictObject({
              name: given(z.string()),
              labels: texts,
              annotations: texts,
              pageAlert: given(manifestAlert),
              ticketAlert: given(manifestAlert),
            }),
          ),
        }),
      )
      .min(1),
  }),
  status: given(z.unknown()),
})
