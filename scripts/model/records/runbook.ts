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

/** The alerts that lead to a runbook. One that names none goes by the name of its file, as those of Prometheus do. */
export const alertsLeadingTo = ({ id, alerts, aliases }: Pick<Runbook, 'id' | 'alerts' | 'aliases'>): string[] =>
  alerts.length > 0 || aliases.length > 0 ? [...alerts, ...aliases] : [id.slice(id.lastIndexOf('/') + 1)]

/**
 * The sections of a runbook in their order, each with the names it also goes by: those of the runbooks of
 * prometheus-operator and of OpenShift, and their verbs.
 */
export const RUNBOOK_SECTIONS: readonly { name: string; aliases: readonly string[] }[] = [
  { name: 'Summary', aliases: ['Meaning', 'Quick summary'] },
  { name: 'Impact', aliases: [] },
  { name: 'Diagnosis', aliases: ['Diagnosing', 'Diagnose'] },
  { name: 'Mitigation', aliases: ['Remediation', 'Mitigating', 'Mitigate'] },
  { name: 'Verification', aliases: [] },
  { name: 'Escalation', aliases: [] },
]

const SECTION_NAMES = new Map(
  RUNBOOK_SECTIONS.flatMap(({ name, aliases }) => [name, ...aliases].map((word) => [word.toLowerCase(), name])),
)

/**
 * The sections that a heading stands for, in their order: mostly one, of `Diagnosis and mitigation` two, none where it is
 * another heading. Case and a trailing colon don't count.
 */
export function sectionsOf(heading: string): string[] {
  const plain = heading.trim().replace(/:$/, '').toLowerCase()
  const parts = plain.length > 80 ? [] : plain.split(/ and |[/&,+]/).map((part) => SECTION_NAMES.get(part.trim()))
  const named = new Set(parts)
  return named.has(undefined) ? [] : RUNBOOK_SECTIONS.flatMap(({ name }) => (named.has(name) ? [name] : []))
}
