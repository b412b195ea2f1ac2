import type { ChangeDraft, Criterion, RiskScores } from '#model/change/draft'
import type { Change } from '#model/records/change'
import type { CalendarDate, Duration, Instant } from '#model/time'
import type { CommonOptions } from '../options.ts'

export interface NewChangeOptions extends CommonOptions {
  title?: string
  type?: Change['type']
  purpose?: Change['purpose']
  status: Change['status']
  requester?: string
  implementer?: string
  environment?: string
  services?: string[]
  risk?: RiskScores
  window?: { start: Instant; end: Instant }
  estimatedDuration?: Duration
  rollbackMaxDuration?: Duration
  rollbackWhen?: Criterion[]
  plan?: string
  verification?: string
  rollbackPlan?: string
  template?: string
  set?: Record<string, string>
  emergencyReason?: NonNullable<Change['emergency']>['reason']
  incident?: string
  authorisedBy?: string
  authorisedAt?: Instant
  started?: Instant
  finished?: Instant
  reviewDue?: CalendarDate
  announce?: string
  announcement?: string
  renumber?: string
  /** Flags whose values can't be read, each with what is wrong: they are told together. */
  wrong?: { flag: string; words: string }[]
}

/** What the flags say of the change. */
export const draftOf = (options: NewChangeOptions): ChangeDraft => ({
  type: options.type ?? (options.template === undefined ? undefined : 'standard'),
  status: options.status,
  purpose: options.purpose,
  title: options.title,
  requester: options.requester,
  implementer: options.implementer,
  environment: options.environment,
  services: options.services,
  risk: options.risk,
  window: options.window,
  estimated_duration: options.estimatedDuration,
  template: options.template,
  emergency_reason: options.emergencyReason,
  incident: options.incident,
  authorised_by: options.authorisedBy,
  authorised_at: options.authorisedAt,
  max_duration: options.rollbackMaxDuration,
  criteria: options.rollbackWhen,
  started: options.started,
  finished: options.finished,
  review_due: options.reviewDue,
  sections: {
    ...(options.plan === undefined ? {} : { 'Implementation plan': options.plan }),
    ...(options.verification === undefined ? {} : { Verification: options.verification }),
    ...(options.rollbackPlan === undefined ? {} : { 'Rollback plan': options.rollbackPlan }),
  },
})
