import { changeApprovals, type ChangeApprovals } from './change-approvals.ts'
import { freezeNotices, type FreezeNotice } from './change-freezes.ts'
import type { Change } from '#model/records/change'
import { tiersOf } from '#model/links'
import { collisionsOf, isPlanned, type Collision } from './calendar/collisions.ts'
import type { Diagnostic } from '#model/diagnostic'
import type { Ops } from './index.ts'
import { party, type Party } from './people.ts'
import { postedOf, type Posted } from './posted.ts'
import { refer, type PageReference } from './reference.ts'
import { incidentRow, services, some, type IncidentRow, type Some } from './rows.ts'
import { isUnderWay, standingOf, type Standing } from '#model/change/standing'
import { changeState, riskWords, type RiskWords, type State } from './state.ts'
import { riskOf, type Risk } from '#model/change/risk'
import type { Duration, Instant } from '#model/time'

/** What the page of a change shows. */
export interface ChangePage {
  record: Change
  /** While it is being carried out. */
  as_of: Instant | null
  state: State
  /** What someone should do about it; null: nothing. */
  notice: string | null
  risk: (Risk & { words: RiskWords; scores: { name: string; value: number; word: string }[] }) | null
  requester: Party
  implementer: Party | null
  services: PageReference[]
  /** Templates have no page of their own. */
  template: PageReference | null
  emergency: { reason: string; incident: PageReference | null; by: Party; at: Instant } | null
  /** Null where it was imported: others approved it elsewhere. */
  approvals: ChangeApprovals | null
  /** What else is planned for its time, as of now. */
  collisions: Some<Collision>
  /** Whether its conflicts are known: it has a window, and is proposed, approved or running. */
  planned: boolean
  freezes: FreezeNotice[]
  criteria: RollbackCriterion[]
  /** How long the work took; null before its end. */
  took: Duration | null
  exceptions: PageReference[]
  caused: Some<IncidentRow>
  posted: Posted[]
  public_url: string | null
  /** What is wrong with its record. */
  errors: Diagnostic[]
}

/** When a change is rolled back, in words. */
export interface RollbackCriterion {
  metric: string
  /** `above 0.01` */
  when: string
  for: Duration | null
  how: string
}

const COMPARATORS = {
  '>': 'above',
  '>=': 'at or above',
  '<': 'below',
  '<=': 'at or below',
  '==': 'exactly',
  '!=': 'other than',
} as const
/** What a score of 1 to 4 means. */
const SCORES = ['', 'low', 'medium', 'high', 'critical']
const NOTICES: Partial<Record<Standing, string>> = {
  missed: 'Its window passed without a start: it was missed, and must be approved anew.',
  unrecorded: 'Its window passed, and customers read that it is completed. Record what came of it.',
}
const REASONS = { outage: 'An outage', imminent: 'An outage about to begin', security: 'Security' } as const

/** A change's page as of now. What it names and is not in the catalogue stays as words, without a link. */
export function changePage(ops: Ops, change: Change): ChangePage {
  const { links, catalog, now } = ops
  const { emergency, rollback, outcome, template } = change
  const risk = riskOf(change, tiersOf(links, change), catalog.policy.risk)
  const standing = standingOf(change, now)
  return {
    record: change,
    errors: ops.errorsOf.get(change.file) ?? [],
    as_of: isUnderWay(standing) ? now : null,
    state: changeState(change, now),
    notice: NOTICES[standing] ?? null,
    risk: risk && {
      ...risk,
      words: riskWords(risk.level),
      scores: Object.entries(change.risk ?? {}).map(([name, value]) => ({
        name: name.replaceAll('_', ' '),
        value,
        word: SCORES[value] ?? '',
      })),
    },
    requester: party(ops, change.requester),
    implementer: change.implementer === undefined ? null : party(ops, change.implementer),
    services: services(ops, change.services),
    template:
      template === undefined ? null : { id: template, title: ops.templates.get(template)?.title ?? null, page: null },
    emergency: emergency
      ? {
          reason: REASONS[emergency.reason],
          incident: emergency.incident
            ? refer('incident', emergency.incident, links.incidents.get(emergency.incident))
            : null,
          by: party(ops, emergency.authorised_by),
          at: emergency.authorised_at,
        }
      : null,
    approvals: change.source === undefined ? changeApprovals(ops, change, risk?.level ?? null) : null,
    collisions: some(collisionsOf(ops, change.id), 20, (one) => one),
    planned: isPlanned(change, now),
    freezes: freezeNotices(ops, change),
    criteria: (rollback?.criteria ?? []).map(({ metric, comparator, threshold, for: held, action }) => ({
      metric,
      when: `${COMPARATORS[comparator]} ${threshold}`,
      for: held ?? null,
      how: action === 'automatic' ? 'Automatically' : 'By hand',
    })),
    took: outcome?.finished === undefined ? null : outcome.finished - outcome.started,
    exceptions: (ops.freezesExcepting.get(change.id) ?? []).map((freeze) => refer('freeze', freeze.id, freeze)),
    caused: some(links.incidentsCausedBy.get(change.id) ?? [], 20, (incident) => incidentRow(ops, incident)),
    posted: postedOf(ops, change.updates),
    public_url: ops.publicAddresses.get(change.file) ?? null,
  }
}
