import { changeApprovals, type ChangeApprovals } from './change/approvals.ts'
import { changeBudgets, type ChangeBudgets } from './change/budgets.ts'
import { windowChecks, type Check } from './change/checks.ts'
import { windowDrawing, type WindowDrawing } from './change/drawing.ts'
import { freezeNotices, type FreezeNotice } from './change/freezes.ts'
import { nearestTo, type Nearest } from './change/nearest.ts'
import { verdictOf, type Verdict } from './change/verdict.ts'
import type { Change } from '#model/records/change'
import { tiersOf } from '#model/links'
import { collisionsOf, type Collision } from './calendar/collisions.ts'
import type { Diagnostic } from '#model/diagnostic'
import type { Ops } from './index.ts'
import { party, type Party } from './people.ts'
import { postedOf, type Posted } from './posted.ts'
import { refer, type PageReference } from './reference.ts'
import { changeRow, incidentRow, services, some, type ChangeRow, type IncidentRow, type Some } from './rows.ts'
import { isAhead, isConcluded, isPlanned, standingOf } from '#model/change/standing'
import { changeState, riskWords, type RiskWords, type State } from './state.ts'
import { riskOf, type Risk } from '#model/change/risk'
import type { Duration, Instant } from '#model/time'

/** What the page of a change shows. */
export interface ChangePage {
  record: Change
  /** Where it is still to come or being carried out: then it says how long until what. */
  as_of: Instant | null
  state: State
  verdict: Verdict
  drawing: WindowDrawing | null
  nearest: Nearest | null
  /** Of one that is planned; so are the next two. */
  budgets: ChangeBudgets | null
  checks: Check[]
  /** The newest incidents of its services, and the newest changes to them that are over. */
  before: { incidents: IncidentRow[]; changes: ChangeRow[] }
  override: { by: Party; reason: string } | null
  /** Services that depend on its own, directly or not. */
  needed_by: Some<PageReference>
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
const REASONS = { outage: 'An outage', imminent: 'An outage about to begin', security: 'Security' } as const

/** A change's page as of now. What it names and is not in the catalogue stays as words, without a link. */
export function changePage(ops: Ops, change: Change): ChangePage {
  const { links, catalog, now } = ops
  const { emergency, rollback, outcome, template } = change
  const risk = riskOf(change, tiersOf(links, change), catalog.policy.risk)
  const standing = standingOf(change, now)
  const planned = isPlanned(change, now)
  const budgets = planned ? changeBudgets(ops, change, risk) : null
  const approvals = change.source === undefined || planned ? changeApprovals(ops, change, risk) : null
  const freezes = freezeNotices(ops, change)
  const drawing = windowDrawing(ops, change, standing)
  const conflicts = ops.conflictsOf.get(change.id) ?? []
  const stopping = conflicts.filter(
    ({ kind, a, b }) => kind === 'same_service' && links.changes.get(a === change.id ? b : a)?.status !== 'proposed',
  ).length
  const own = new Set(change.services)
  const needing = new Set(change.services.flatMap((id) => [...ops.dependencies.above(id).keys()]))
  return {
    record: change,
    errors: ops.errorsOf.get(change.file) ?? [],
    as_of: isAhead(standing) ? now : null,
    state: changeState(change, now),
    verdict: verdictOf({
      change,
      standing,
      now,
      approvals,
      budgets,
      freezes,
      conflicts: { stopping, others: conflicts.length - stopping },
      drawing,
    }),
    drawing,
    nearest: planned ? nearestTo(ops, change) : null,
    budgets,
    checks: planned ? windowChecks(ops, change, freezes) : [],
    before: planned ? beforeIt(ops, change) : { incidents: [], changes: [] },
    override: change.budget_override
      ? { by: party(ops, change.budget_override.by), reason: change.budget_override.reason }
      : null,
    needed_by: some(
      [...needing].filter((id) => !own.has(id)).toSorted(),
      12,
      (id) => services(ops, [id])[0] ?? { id, title: null, page: null },
    ),
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
    approvals,
    collisions: some(collisionsOf(ops, change.id), 20, (one) => one),
    planned,
    freezes,
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

/** Of each service so many are looked at: a page must not grow with the years. */
const BEFORE = 3

function beforeIt(ops: Ops, change: Change): ChangePage['before'] {
  const { links } = ops
  const newest = <T extends { id: string }>(
    of: Map<string, T[]>,
    { fits, when }: { fits: (one: T) => boolean; when: (one: T) => number },
  ): T[] => {
    const found = change.services.flatMap((id) => firstOf(of.get(id) ?? [], BEFORE, fits))
    return [...new Set(found)].toSorted((a, b) => when(b) - when(a)).slice(0, BEFORE)
  }
  const ended = (one: Change) => one.outcome?.started ?? one.window?.start ?? 0
  return {
    incidents: newest(links.incidentsOfService, {
      fits: ({ closed_as }) => closed_as === undefined,
      when: ({ started }) => started,
    }).map((one) => incidentRow(ops, one)),
    changes: newest(links.changesOfService, {
      fits: (one) => isConcluded(one) && one.outcome !== undefined,
      when: ended,
    }).map((one) => changeRow(ops, one)),
  }
}

/** The first ones that fit: no more are looked at than that takes. */
function firstOf<T>(all: readonly T[], count: number, fits: (one: T) => boolean): T[] {
  const found: T[] = []
  for (const one of all) {
    if (found.length === count) break
    if (fits(one)) found.push(one)
  }
  return found
}
