import { z } from 'zod'
import type { Body } from './body.ts'
import { riskSchema, rollbackSchema } from './change.ts'
import { defaulted, duration, optional, record, required, text } from './field.ts'
import { SEVERITIES } from './incident.ts'
import { COMPONENT_STATUSES } from './update.ts'

export const RISK_LEVELS = ['low', 'medium', 'high', 'critical'] as const

/** Front matter of `change-templates/<id>.md`: a pre-approved standard change. */
export const changeTemplateSchema = record({
  title: required(text, 'What it is for.'),
  services: defaulted(z.array(text), [], 'What it may touch.'),
  max_risk: defaulted(z.enum(RISK_LEVELS), 'low', 'The highest level that it may reach.'),
  risk: required(riskSchema, 'The scores that a change made from it starts with.'),
  rollback: optional(rollbackSchema, 'When and how fast it is undone.'),
  estimated_duration: optional(duration, 'How long the work takes.'),
})
export type ChangeTemplate = z.output<typeof changeTemplateSchema> & { id: string; file: string; body: Body }

/** Front matter of `incident-templates/<id>.md`: words for the first minutes. */
export const incidentTemplateSchema = record({
  title: required(text, 'What customers read first.'),
  severity: optional(z.enum(SEVERITIES), 'What it usually is.'),
  components: defaulted(z.record(z.string(), z.enum(COMPONENT_STATUSES)), {}, 'The states that it sets.'),
})
export type IncidentTemplate = z.output<typeof incidentTemplateSchema> & { id: string; file: string; body: Body }
