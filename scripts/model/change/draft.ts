import type { Change } from '../records/change.ts'
import type { CalendarDate, Duration, Instant } from '../time.ts'

export type SectionName = 'Implementation plan' | 'Verification' | 'Rollback plan'
export type RiskScores = NonNullable<Change['risk']>
export type Criterion = NonNullable<Change['rollback']>['criteria'][number]
type Emergency = NonNullable<Change['emergency']>

interface Parts {
  type: Change['type']
  status: Change['status']
  purpose: Change['purpose']
  title: string
  requester: string
  implementer: string
  environment: string
  services: readonly string[]
  risk: RiskScores
  /** null: not known yet. */
  window: { start: Instant; end: Instant } | null
  estimated_duration: Duration
  template: string
  emergency_reason: Emergency['reason']
  incident: string
  authorised_by: string
  authorised_at: Instant
  max_duration: Duration
  criteria: readonly Criterion[]
  started: Instant
  finished: Instant
  review_due: CalendarDate
  sections: Partial<Record<SectionName, string>>
}

/** A change request as far as it has been told. */
export type ChangeDraft = { [Part in keyof Parts]?: Parts[Part] | undefined }

interface Need {
  part: keyof Parts
  /** What it is told by on the command line. */
  flag: string
  /** Of the sections, which one. */
  section?: SectionName
  /** Whether a draft of this kind can't do without. */
  of: (draft: ChangeDraft) => boolean
}

const always = () => true
const undone = ({ type }: ChangeDraft) => type === 'normal' || type === 'emergency'
const urgent = ({ type }: ChangeDraft) => type === 'emergency'
const planned = ({ type, status, started }: ChangeDraft) =>
  (status === 'approved' || status === 'in_progress') && !(type === 'emergency' && started !== undefined)

const SECTIONS = [
  ['--plan', 'Implementation plan'],
  ['--verification', 'Verification'],
  ['--rollback-plan', 'Rollback plan'],
] as const
/** From approved on a placeholder is no plan. */
const APPROVED_ON: ReadonlySet<string> = new Set(['approved', 'in_progress', 'completed'])

/** In the order in which they are asked for. */
const NEEDS: readonly Need[] = [
  { part: 'type', flag: '--type', of: always },
  { part: 'template', flag: '--template', of: ({ type }) => type === 'standard' },
  { part: 'title', flag: '--title', of: always },
  { part: 'services', flag: '--services', of: always },
  { part: 'requester', flag: '--requester', of: always },
  { part: 'implementer', flag: '--implementer', of: always },
  { part: 'environment', flag: '--environment', of: always },
  { part: 'risk', flag: '--risk', of: always },
  { part: 'emergency_reason', flag: '--emergency-reason', of: urgent },
  { part: 'incident', flag: '--incident', of: (draft) => urgent(draft) && draft.emergency_reason === 'outage' },
  { part: 'authorised_by', flag: '--authorised-by', of: urgent },
  { part: 'max_duration', flag: '--rollback-max-duration', of: undone },
  { part: 'criteria', flag: '--rollback-when', of: undone },
  {
    part: 'started',
    flag: '--started',
    of: ({ status, finished }) => status === 'completed' || finished !== undefined,
  },
  { part: 'finished', flag: '--finished', of: ({ status }) => status === 'completed' },
  { part: 'window', flag: '--window', of: always },
  ...SECTIONS.map(([flag, section]): Need => ({
    part: 'sections',
    flag,
    section,
    of: (draft) => undone(draft) && APPROVED_ON.has(draft.status ?? 'draft'),
  })),
]

/** What a draft still has to say, in the order in which it is asked for. */
export const lacking = (draft: ChangeDraft): Need[] =>
  NEEDS.filter(({ part, section, of }) =>
    section !== undefined
      ? isUntold(draft.sections?.[section]) && of(draft)
      : part === 'window'
        ? draft.window === undefined || (!draft.window && planned(draft))
        : isUntold(draft[part]) && of(draft),
  )

const isUntold = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)
