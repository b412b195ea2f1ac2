import { addressIn } from '#model/records/field'
import { DEFAULT_POLICY, policySchema } from '#model/records/policy'
import { check } from '#model/records/schema-problem'
import { siteSchema, UNNAMED_SITE, type Site } from '#model/records/site'
import { report, type Collected } from './collected.ts'
import { restProblems } from './intact-yaml.ts'
import { roughMap } from './rough-yaml.ts'
import { remainder, salvage } from './salvage.ts'
import { readYaml } from './yaml-reader.ts'

/**
 * Reads `site.yaml`. A broken setting falls back to its default, so that the pages still come out; where it is no YAML,
 * each one is read from its own lines. Of a site without a readable address none can be made: it would move every page.
 */
export function readSite(file: string, text: string, into: Collected) {
  const { data, problems } = readYaml(file, text)
  report(into, problems)
  report(into, data.length > 0 ? check(siteSchema, data[0] ?? {}, file).problems : restProblems(siteSchema, text, file))
  if (data.length > 0) into.records.site = siteOf(data[0])
  else readRoughSite(text, into)
}

/** What can be made out of a `site.yaml` that is refused as it is. */
export function readRoughSite(text: string, into: Collected) {
  into.records.site = siteOf(roughMap(text, FIELDS, WITHIN).data)
}

function siteOf(data: unknown): Site {
  const given = isMap(data) ? data : {}
  const whole = siteSchema.safeParse(given)
  if (whole.success) return whole.data
  const address = typeof given['url'] === 'string' ? addressIn(given['url']) : null
  const usable = address === null ? given : { ...given, url: address }
  return salvage(siteSchema, usable, UNNAMED_SITE) ?? UNNAMED_SITE
}

const FIELDS = Object.keys(siteSchema.shape)
const WITHIN = { uptime: ['days', 'partial_weight'], brand: ['color', 'logo'] }

/** Reads `policy.yaml`; a setting that is broken falls back to its default as a whole, for the gate goes by it. */
export function readPolicy(file: string, text: string, into: Collected) {
  const { data, problems } = readYaml(file, text)
  report(into, problems)
  if (data.length === 0) return report(into, restProblems(policySchema, text, file))
  const given = data[0] ?? {}
  report(into, check(policySchema, given, file).problems)
  into.records.policy = remainder(policySchema, given) ?? DEFAULT_POLICY
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
