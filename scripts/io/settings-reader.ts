import { DEFAULT_POLICY, policySchema } from '#model/records/policy'
import { check } from '#model/records/schema-problem'
import { siteSchema, UNNAMED_SITE } from '#model/records/site'
import { report, type Collected } from './collected.ts'
import { readYaml } from './yaml-reader.ts'
import { salvage } from './salvage.ts'

/** Reads `site.yaml`. A broken setting falls back to its default, so that the pages still come out. */
export function readSite(file: string, text: string, into: Collected) {
  const given = readGiven(file, text, into)
  if (given === undefined) return
  report(into, check(siteSchema, given, file).problems)
  into.records.site = salvage(siteSchema, given, UNNAMED_SITE)
}

/** Reads `policy.yaml`, in the same way. */
export function readPolicy(file: string, text: string, into: Collected) {
  const given = readGiven(file, text, into)
  if (given === undefined) return
  report(into, check(policySchema, given, file).problems)
  into.records.policy = salvage(policySchema, given, DEFAULT_POLICY)
}

function readGiven(file: string, text: string, into: Collected): unknown {
  const { data, problems } = readYaml(file, text)
  report(into, problems)
  return data.length === 0 ? undefined : (data[0] ?? {})
}
