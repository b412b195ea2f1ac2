import { z } from 'zod'
import type { Body } from './body.ts'
import { date, defaulted, duration, webLink, optional, record, required, text, who } from './field.ts'
import { SEVERITIES } from './incident.ts'
import { escalationStep } from './team.ts'

/** Front matter of `runbooks/…/<name>.md`. */
export const runbookSchema = record({
  title: required(text, 'What is wrong, as the person paged would say it.'),
  services: defaulted(z.array(text), [], 'What it is about.'),
  owner: optional(who, 'Who keeps it true.'),
  team: required(text, 'The team that owns it.'),
  alerts: defaulted(z.array(text), [], 'Alerts that lead here.'),
  aliases: defaulted(z.array(text), [], 'Older names of those alerts, so that links live on.'),
  last_updated: optional(date, 'When its text was last gone over.'),
  last_tested: optional(date, 'When someone last followed it to the end.'),
  tested_note: optional(text, 'By whom, where.'),
  review_in: optional(duration, 'How long a test holds.'),
  severity: optional(z.enum(SEVERITIES), 'What it usually turns into.'),
  dashboards: defaulted(z.array(webLink), [], 'What to look at.'),
  placeholders: defaulted(
    z.record(z.string(), z.coerce.string()).meta({ label: 'map of text' }),
    {},
    'Values for `<NAME>` in the commands.',
  ),
  escalation: defaulted(z.array(escalationStep), [], 'Who to call, and after how long.'),
})

export type Runbook = z.output<typeof runbookSchema> & { id: string; file: string; body: Body }

/**
 * The sections of a runbook in their order, each with the names it also goes by: those of the runbooks of
 * prometheus-operator and of OpenShift.
 */
export const RUNBOOK_SECTIONS: readonly { name: string; aliases: readonly string[] }[] = [
  { name: 'Summary', aliases: ['Meaning', 'Quick summary'] },
  { name: 'Impact', aliases: [] },
  { name: 'Diagnosis', aliases: [] },
  { name: 'Mitigation', aliases: ['Remediation'] },
  { name: 'Verification', aliases: [] },
  { name: 'Escalation', aliases: [] },
]

/** The section that a heading stands for, or null. Case and a trailing colon don't count. */
export const sectionOf = (heading: string): string | null => {
  const plain = heading.trim().replace(/:$/, '').toLowerCase()
  return (
    RUNBOOK_SECTIONS.find(({ name, aliases }) => [name, ...aliases].some((n) => n.toLowerCase() === plain))?.name ??
    null
  )
}
