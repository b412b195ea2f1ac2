import { z } from 'zod'
import type { Body } from './body.ts'
import {
  changeId,
  date,
  defaulted,
  exactShare,
  handle,
  incidentId,
  instant,
  webLink,
  optional,
  publicId,
  record,
  required,
  text,
  who,
} from './field.ts'
import type { Instant } from '../time.ts'
import type { ComponentInterval, IncidentUpdate } from './update.ts'

const OPEN = 'an incident is open until `resolved` says when it ended'
const PUBLIC = 'what customers read stands in its `public/<time>.md`'
const unwritten = {
  status: OPEN,
  state: OPEN,
  components: PUBLIC,
  next_update: PUBLIC,
  duration: 'it is worked out from `started` and `resolved`',
}

export const SEVERITIES = ['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'] as const

/** The times of an incident, in the order that they happen in. */
export const INCIDENT_TIMES = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const

/** A runbook by its id alone, or with whether it led where it should; one shape from here on. */
const usedRunbook = z
  .union([
    text,
    z.strictObject({
      id: required(text, 'The id of the runbook.'),
      worked: optional(z.boolean(), 'Whether it led to the end.'),
    }),
  ])
  .transform((given): { id: string; worked?: boolean | undefined } =>
    typeof given === 'string' ? { id: given } : given,
  )

/** Front matter of `incidents/<year>/<ID>[-slug]/index.md`. */
export const incidentSchema = record({
  id: required(incidentId, 'As in its file name.'),
  title: required(text, 'What happened, in our words.'),
  severity: required(
    z.enum(SEVERITIES),
    'SEV-1 complete outage or data loss, SEV-2 major feature or many users, SEV-3 a subset, SEV-4 internal.',
  ),
  services: defaulted(z.array(text), [], 'What was affected; may be empty.'),
  detected_by: optional(z.enum(['monitoring', 'internal', 'customer']), 'Who noticed.'),
  started: required(instant, 'When it began, not when we noticed.'),
  detected: optional(instant, 'When we noticed.'),
  acknowledged: optional(instant, 'When someone took it.'),
  mitigated: optional(instant, 'When users felt better.'),
  resolved: optional(instant, 'When it was over; left out: still open.'),
  roles: defaulted(
    z.strictObject({
      commander: optional(handle, 'Decides, does not debug.'),
      technical_lead: optional(handle, 'Leads the repair.'),
      communications: optional(handle, 'Writes the updates.'),
      scribe: optional(handle, 'Keeps the timeline.'),
    }),
    {},
    'Who does what.',
  ),
  alerts: defaulted(z.array(text), [], 'Alerts that fired.'),
  runbooks: defaulted(
    z.array(usedRunbook).meta({ label: 'list of text, or of `{id, worked}`' }),
    [],
    'Runbooks that were used; `worked: true` counts as a test of it, `false` as something to mend.',
  ),
  caused_by: defaulted(z.array(changeId), [], 'Changes that caused it.'),
  slo_impact: optional(
    z.array(
      z.strictObject({
        slo: required(text, 'The SLO that it cost.'),
        fraction: defaulted(exactShare, 1, 'Share of what was asked for that failed: above 0, up to 1.'),
        from: optional(instant, 'From when; default: `started`.'),
        to: optional(instant, 'Until when; default: `resolved`, of an open one now.'),
      }),
    ),
    'What it cost SLOs, where their public states say too little.',
  ),
  closed_as: optional(
    z.enum(['duplicate', 'false_alarm']),
    'Where it was none of its own; a duplicate names `duplicate_of`.',
  ),
  duplicate_of: optional(incidentId, 'The incident that it repeats.'),
  backfilled: defaulted(z.boolean(), false, 'true: recorded afterwards, nobody is notified.'),
  review: optional(
    z.strictObject({
      status: required(z.enum(['draft', 'in_review', 'done']), 'Where the review stands.'),
      held: optional(instant, 'When it was held.'),
    }),
    'The postmortem.',
  ),
  actions: defaulted(
    z.array(
      z.strictObject({
        title: required(text, 'What will be done.'),
        owner: optional(who, 'By whom.'),
        due: optional(date, 'By when.'),
        kind: optional(text, 'prevent, mitigate, detect, process, ….'),
        link: optional(webLink, 'Its ticket.'),
        status: defaulted(z.enum(['open', 'done', 'dropped']), 'open', 'Where it stands.'),
      }),
    ),
    [],
    'What we do so that it stays away.',
  ),
  public_id: optional(publicId, 'Set by an import, so that old links live on.'),
})
  .check((context) => {
    const { closed_as, duplicate_of } = context.value
    if (duplicate_of !== undefined && duplicate_of === context.value.id)
      context.issues.push({
        code: 'custom',
        message: 'Unexpected `duplicate_of` that names the incident itself, expected another one.',
        path: ['duplicate_of'],
        input: context.value,
      })
    if (closed_as === 'duplicate' && !duplicate_of)
      context.issues.push({
        code: 'custom',
        message: 'Missing `duplicate_of`, expected the incident that it repeats.',
        path: ['duplicate_of'],
        input: context.value,
      })
  })
  .meta({ unwritten })

export type Incident = z.output<typeof incidentSchema> & {
  /** What it calls itself, where its file or folder is named after another id. */
  written_id?: string
  file: string
  body: Body
  /** What `public/` holds; null where there is no such folder. */
  updates: IncidentUpdate[] | null
  impact: ComponentInterval[] | null
  postmortem: Body | null
}

/** Whether it still goes on: a `resolved` that is ahead doesn't close it before its time. A duplicate or a false alarm never does. */
export const isOpen = (incident: Pick<Incident, 'resolved' | 'closed_as'>, now: Instant): boolean =>
  (incident.resolved === undefined || incident.resolved > now) && incident.closed_as === undefined
