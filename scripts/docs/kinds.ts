import type { z } from 'zod'
import { approvalSchema } from '#model/records/approval'
import { changeSchema } from '#model/records/change'
import { eventSchema, freezeSchema } from '#model/records/freeze'
import { incidentSchema } from '#model/records/incident'
import { measurementSchema } from '#model/records/measurement'
import { policySchema } from '#model/records/policy'
import { runbookSchema } from '#model/records/runbook'
import { serviceSchema } from '#model/records/service'
import { siteSchema } from '#model/records/site'
import { teamSchema } from '#model/records/team'
import { changeTemplateSchema, incidentTemplateSchema } from '#model/records/template'
import { impactSchema, incidentUpdateSchema, maintenanceUpdateSchema } from '#model/records/update'
import { CHANGE_BODY, INCIDENT_BODY, RUNBOOK_BODY, TEMPLATE_BODY, UPDATE_BODY } from './body-notes.ts'

export interface DocumentedKind {
  title: string
  /** Where such files lie. */
  where: string
  words: string
  /** How the text below the front matter is written; such a kind is shown with a whole file. */
  body?: string
  /** Null for formats that aren't ours. */
  schema: z.ZodType | null
  /** The record to show: the first of these that is there, else the first that `pattern` finds. */
  samples: string[]
  pattern: string
}

/** Every kind of file, in the order of the content folder's tree. */
export const KINDS: readonly DocumentedKind[] = [
  {
    title: 'Site',
    where: 'site.yaml',
    words: 'What both sites are called, where they live, and how they count. The only file that must be there.',
    schema: siteSchema,
    samples: ['site.yaml'],
    pattern: 'site.yaml',
  },
  {
    title: 'Policy',
    where: 'policy.yaml',
    words: 'What counts as risky, who approves, how often to speak. Leave it out, or any field of it: defaults apply.',
    schema: policySchema,
    samples: ['policy.yaml'],
    pattern: 'policy.yaml',
  },
  {
    title: 'Team',
    where: 'teams/<id>.yaml',
    words: 'Who belongs to it and how to reach it. People are handles as the forge knows them, without `@`.',
    schema: teamSchema,
    samples: ['teams/sending.yaml'],
    pattern: 'teams/*.yaml',
  },
  {
    title: 'Service',
    where: 'services/<id>.yaml',
    words: 'One entry of the service catalogue. With a `public:` block it is a component of the status page.',
    schema: serviceSchema,
    samples: ['services/booking.yaml'],
    pattern: 'services/*.yaml',
  },
  {
    title: 'Change',
    where: 'changes/<year>/<ID>[-slug].md',
    words:
      'A change request. It says what is true once its pull request is merged. As a folder with `index.md` it can have a `public/` folder, and is then announced maintenance from `approved` on.',
    body: CHANGE_BODY,
    schema: changeSchema,
    samples: ['changes/2026/CHG-2026-0007-connection-pooler.md'],
    pattern: 'changes/**/CHG-*.md',
  },
  {
    title: 'Approval',
    where: 'approvals/<ID>.json',
    words: 'Who approved which plan. Written by the bot alone; a pull request that touches it fails.',
    schema: approvalSchema,
    samples: [],
    pattern: 'approvals/*.json',
  },
  {
    title: 'Change template',
    where: 'change-templates/<id>.md',
    words: 'A pre-approved standard change: a change that follows it keeps to its services and risk.',
    body: TEMPLATE_BODY,
    schema: changeTemplateSchema,
    samples: ['change-templates/renew-certificate.md'],
    pattern: 'change-templates/*.md',
  },
  {
    title: 'Freeze',
    where: 'freezes/<id>.yaml',
    words: 'A time without changes.',
    schema: freezeSchema,
    samples: ['freezes/2026-black-friday.yaml'],
    pattern: 'freezes/*.yaml',
  },
  {
    title: 'Event',
    where: 'events/<id>.yaml',
    words: 'A customer event to keep clear of.',
    schema: eventSchema,
    samples: ['events/black-friday-2026.yaml'],
    pattern: 'events/*.yaml',
  },
  {
    title: 'Incident',
    where: 'incidents/<year>/<ID>[-slug]/index.md',
    words: 'The internal record. One that customers never hear of may be a file `<ID>[-slug].md`.',
    body: INCIDENT_BODY,
    schema: incidentSchema,
    samples: ['incidents/2026/INC-2026-0010-lockers-brabant/index.md'],
    pattern: 'incidents/**/index.md',
  },
  {
    title: "An incident's public update",
    where: 'incidents/<year>/<ID>[-slug]/public/<time>.md',
    words: 'What customers read, one update a file. Posting an update is adding a file.',
    body: UPDATE_BODY,
    schema: incidentUpdateSchema,
    samples: ['incidents/2026/INC-2026-0012-ideal-payments/public/20261123T085500Z.md'],
    pattern: 'incidents/**/public/2*.md',
  },
  {
    title: "A maintenance's public update",
    where: 'changes/<year>/<ID>[-slug]/public/<time>.md',
    words:
      'The same for announced maintenance. It begins and ends with the window of its change, unless an update says `in_progress`, `completed` or `cancelled`, or `auto: false`.',
    body: '',
    schema: maintenanceUpdateSchema,
    samples: [],
    pattern: 'changes/**/public/2*.md',
  },
  {
    title: 'Corrected impact',
    where: '…/public/impact.yaml',
    words: "Intervals of components' states that replace those of the updates wholly. A list:",
    schema: impactSchema,
    samples: [],
    pattern: '{incidents,changes}/**/public/impact.yaml',
  },
  {
    title: 'Incident template',
    where: 'incident-templates/<id>.md',
    words: 'Words for the first minutes, a section for each state (`## investigating`, …).',
    schema: incidentTemplateSchema,
    samples: ['incident-templates/payments-failing.md'],
    pattern: 'incident-templates/*.md',
  },
  {
    title: 'Runbook',
    where: 'runbooks/**/<name>.md',
    words:
      'Its id is the path below `runbooks/` without `.md`. Verification and Escalation may be left out where the front matter has `escalation`.',
    body: RUNBOOK_BODY,
    schema: runbookSchema,
    samples: ['runbooks/tracking/scan-events-lag.md'],
    pattern: 'runbooks/**/*.md',
  },
  {
    title: 'SLO',
    where: 'slos/*.yaml',
    words:
      'OpenSLO v1 documents (several a file), SLOs of OpenSLO v1alpha, Sloth `prometheus/v1` files or its manifest `PrometheusServiceLevel`, with the keys of those formats: see [SLOs](slos.md). `spec.service` names a service. With the annotation `evenkeel.dev/public: "true"`, on a public service, its name and target are public: the status page says by what customers read of it which months were kept.',
    schema: null,
    samples: ['slos/booking-availability.yaml'],
    pattern: 'slos/*.yaml',
  },
  {
    title: 'Alert',
    where: 'alerts/*.yaml',
    words: 'Prometheus rule files, plain or as PrometheusRule manifests: see [Alerts and their runbooks](alerts.md).',
    schema: null,
    samples: ['alerts/sending.yaml'],
    pattern: 'alerts/*.yaml',
  },
  {
    title: 'Measurements',
    where: 'measurements/<slo>.csv',
    words: 'How many of the events of a period were good. The first line names the columns:',
    schema: measurementSchema,
    samples: ['measurements/booking-availability.csv'],
    pattern: 'measurements/*.csv',
  },
]
