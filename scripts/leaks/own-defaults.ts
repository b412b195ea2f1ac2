import { z } from 'zod'
import { approvalSchema } from '#model/records/approval'
import { changeSchema } from '#model/records/change'
import { eventSchema, freezeSchema } from '#model/records/freeze'
import { incidentSchema } from '#model/records/incident'
import { DEFAULT_POLICY, policySchema } from '#model/records/policy'
import { runbookSchema } from '#model/records/runbook'
import { unwrap } from '#model/records/schema-walk'
import { serviceSchema } from '#model/records/service'
import { siteSchema, UNNAMED_SITE } from '#model/records/site'
import { openSloSchema } from '#model/records/openslo'
import { openSloAlphaSchema } from '#model/records/openslo-alpha'
import { slothManifestSchema, slothSchema } from '#model/records/sloth'
import { teamSchema } from '#model/records/team'
import { changeTemplateSchema, incidentTemplateSchema } from '#model/records/template'
import { impactSchema, incidentUpdateSchema, maintenanceUpdateSchema } from '#model/records/update'
import { textsIn } from './internal-strings.ts'

const SCHEMAS = [
  approvalSchema,
  changeSchema,
  changeTemplateSchema,
  eventSchema,
  freezeSchema,
  impactSchema,
  incidentSchema,
  incidentTemplateSchema,
  incidentUpdateSchema,
  maintenanceUpdateSchema,
  openSloAlphaSchema,
  openSloSchema,
  policySchema,
  runbookSchema,
  serviceSchema,
  siteSchema,
  slothManifestSchema,
  slothSchema,
  teamSchema,
]

/**
 * What records say in words of ours: the defaults of settings that nobody wrote (`services/`), and the words that a
 * field has a choice of (`monitoring`). They tell nothing of whoever uses us, whoever writes them down.
 */
export const ownDefaults = (): string[] => [
  ...[...textsIn(DEFAULT_POLICY, ''), ...textsIn(UNNAMED_SITE, '')].map(({ text }) => text),
  ...SCHEMAS.flatMap(choicesIn),
]

/** The words that the fields below a schema have a choice of. */
function choicesIn(schema: z.core.$ZodType): string[] {
  return unwrap(schema).flatMap((form): string[] => {
    if (form instanceof z.ZodEnum) return form.options.map(String)
    if (form instanceof z.ZodLiteral) return [...form.values].map(String)
    if (form instanceof z.ZodArray) return choicesIn(form.element)
    if (form instanceof z.ZodRecord) return choicesIn(form.valueType)
    if (form instanceof z.ZodObject) return Object.values<z.core.$ZodType>(form.shape).flatMap(choicesIn)
    return []
  })
}
