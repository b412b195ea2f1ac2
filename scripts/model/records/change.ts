import { z } from 'zod'
import type { Body } from './body.ts'
import {
  changeId,
  date,
  defaulted,
  duration,
  handle,
  incidentId,
  instant,
  optional,
  publicId,
  record,
  required,
  text,
  who,
} from './field.ts'
import type { ComponentInterval, MaintenanceUpdate } from './update.ts'

export const CHANGE_TYPES = ['standard', 'normal', 'emergency'] as const
export const CHANGE_STATUSES = [
  'draft',
  'proposed',
  'approved',
  'in_progress',
  'completed',
  'rolled_back',
  'aborted',
  'cancelled',
  'rejected',
] as const

const score = z.int().min(1).max(4).meta({ label: '1 to 4' })

const DERIVED = 'the level is derived from the four scores of `risk`'
const REVIEWED = 'approvals are the reviews of its pull request, and a standard change needs none of its own'

export const riskSchema = z
  .strictObject({
    blast_radius: required(score, 'How much it can hurt.'),
    rollback_difficulty: required(score, 'How hard it is to undo.'),
    complexity: required(score, 'How many parts move.'),
    timing: required(score, 'How bad the moment is.'),
  })
  .meta({
    expected: 'the four scores that the level is derived from: blast_radius, rollback_difficulty, complexity, timing',
    unwritten: { level: DERIVED, risk_level: DERIVED, score: DERIVED, sum: DERIVED, total: DERIVED },
  })

const span = z.strictObject({ start: required(instant, 'From when.'), end: required(instant, 'Until when.') })

export const rollbackSchema = z.strictObject({
  max_duration: required(duration, 'How long undoing may take.'),
  criteria: defaulted(
    z.array(
      z.strictObject({
        metric: required(text, 'What is measured.'),
        comparator: required(z.enum(['>', '>=', '<', '<=', '==', '!=']), 'How it is compared.'),
        threshold: required(z.number(), 'With what.'),
        for: optional(duration, 'How long it must hold.'),
        action: required(z.enum(['automatic', 'manual']), 'Who pulls the cord.'),
      }),
    ),
    [],
    'What makes us roll back; at least one.',
  ),
})

/** Front matter of `changes/<year>/<ID>[-slug].md`: a change request. */
export const changeSchema = record({
  id: required(changeId, 'As in its file name.'),
  title: required(text, 'What is done, in one line.'),
  type: required(
    z.enum(CHANGE_TYPES),
    'standard: pre-approved, from a template; normal; emergency: production is down, or about to be.',
  ),
  purpose: defaulted(z.enum(['feature', 'reliability', 'security']), 'feature', 'What it is for.'),
  status: required(z.enum(CHANGE_STATUSES), 'What is true once its pull request is merged.'),
  requester: required(who, 'A team or a handle.'),
  implementer: optional(who, 'Who carries it out.'),
  environment: required(text, 'production, staging, ….'),
  services: defaulted(z.array(text), [], 'What it touches; at least one.'),
  risk: optional(riskSchema, 'Four scores; the level is derived from them.'),
  window: optional(span, 'From when until when; needed from approved on.'),
  estimated_duration: optional(duration, 'How long the work takes.'),
  template: optional(text, 'For standard changes: the change template that it follows.'),
  emergency: optional(
    z.strictObject({
      reason: required(z.enum(['outage', 'imminent', 'security']), 'Why it cannot wait; an outage names its incident.'),
      incident: optional(incidentId, 'The incident that it answers.'),
      authorised_by: required(who, 'Who said go.'),
      authorised_at: required(instant, 'When.'),
    }),
    'For emergency changes.',
  ),
  rollback: optional(rollbackSchema, 'For normal and emergency changes: when and how fast it is undone.'),
  rollout: optional(
    z.array(
      z.strictObject({
        percent: required(z.number().gt(0).max(100), 'Share that has it after this step.'),
        bake: optional(duration, 'How long to watch before the next step.'),
        success: optional(text, 'What must be true to go on.'),
      }),
    ),
    'Steps, strictly rising, the last one 100.',
  ),
  outcome: optional(
    z.strictObject({
      started: required(instant, 'When work began.'),
      finished: optional(instant, 'When it ended.'),
    }),
    'Once completed, rolled back or aborted.',
  ),
  review: optional(
    z.strictObject({
      due: optional(date, 'The latest day for it.'),
      held: optional(instant, 'When it was.'),
    }),
    'The post-implementation review; `due` is needed for emergency changes.',
  ),
  budget_override: optional(
    z.strictObject({
      by: required(handle, 'A lead who approves the pull request and did not write it.'),
      reason: required(text, 'Why it cannot wait for the error budget.'),
    }),
    'Lets it through although an error budget is spent or low.',
  ),
  public_id: optional(publicId, 'Set by an import, so that old links live on.'),
})
  .check((context) => {
    for (const { path, message } of missingParts(context.value))
      context.issues.push({ code: 'custom', message, path, input: context.value })
  })
  .meta({
    unwritten: {
      level: DERIVED,
      risk_level: DERIVED,
      risk_score: DERIVED,
      approvals: REVIEWED,
      approved_by: REVIEWED,
      approver: REVIEWED,
      approvers: REVIEWED,
    },
  })

type Missing = { path: string[]; message: string }

const missing = (field: string, why: string): Missing => ({
  path: [field],
  message: `Missing \`${field}\`, expected ${why}.`,
})

/** What of its plan a change doesn't say, at its paths; an imported one is excused once it is over, as its source never held it. */
export function* unplannedParts(change: PlannedFields): Generator<Missing> {
  const { type } = change
  if (change.services.length === 0) yield missing('services', 'at least one service that it touches')
  if (!change.risk) yield missing('risk', 'four scores: blast_radius, rollback_difficulty, complexity, timing')
  if (!change.implementer) yield missing('implementer', 'the handle of the one who carries it out')
  if (type === 'standard') return
  if (!change.rollback) yield missing('rollback', `how it is undone, for ${article(type)} change`)
  else if (change.rollback.criteria.length === 0)
    yield { path: ['rollback'], message: 'Missing `criteria`, expected at least one measurable reason to roll back.' }
}

/** What a change must say depends on its type and status. What an import leaves out, `imported-change-plan` asks for. */
function* missingParts(change: ChangeFields): Generator<Missing> {
  const { type, status } = change
  const approvedOn = !['draft', 'proposed', 'cancelled', 'rejected'].includes(status)
  if (!change.source) yield* unplannedParts(change)
  if (type === 'emergency') {
    if (!change.emergency) yield missing('emergency', 'its reason and who authorised it')
    else if (change.emergency.reason === 'outage' && !change.emergency.incident)
      yield { path: ['emergency'], message: 'Missing `incident`, expected the incident of the outage.' }
    if (!change.review?.due)
      yield change.review
        ? { path: ['review'], message: 'Missing `due`, expected the latest day for the review of an emergency change.' }
        : missing('review', '`due`, the latest day for the review of an emergency change')
  }
  // The outcome of an emergency will do; where that is missing after the work, the rule about outcomes says so.
  if (approvedOn && !change.window && !(type === 'emergency' && (change.outcome || isPerformed(change))))
    yield missing('window', `from when until when, as it is ${status.replace('_', ' ')}`)
}

const article = (word: string) => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`)

type PlannedFields = {
  type: (typeof CHANGE_TYPES)[number]
  services: string[]
  risk?: unknown
  implementer?: unknown
  rollback?: { criteria: unknown[] } | undefined
}

type ChangeFields = PlannedFields & {
  status: (typeof CHANGE_STATUSES)[number]
  source?: unknown
  emergency?: { reason: string; incident?: unknown } | undefined
  review?: { due?: unknown } | undefined
  window?: unknown
  outcome?: unknown
}

/** Whether work on it is over, so that it has an outcome. */
export const isPerformed = ({ status }: Pick<ChangeFields, 'status'>): boolean =>
  status === 'completed' || status === 'rolled_back' || status === 'aborted'

export type Change = z.output<typeof changeSchema> & {
  /** What it calls itself, where its file or folder is named after another id. */
  written_id?: string
  file: string
  body: Body
  /** What `public/` holds; null where there is no such folder. */
  updates: MaintenanceUpdate[] | null
  impact: ComponentInterval[] | null
}

/** The sections that a normal or emergency change must have. */
export const CHANGE_SECTIONS = ['Implementation plan', 'Verification', 'Rollback plan'] as const
