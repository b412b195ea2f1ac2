import type { Catalog } from '../catalog.ts'
import type { Conflict } from '../change/conflicts.ts'
import type { Interval } from '../interval.ts'
import type { Change } from '../records/change.ts'
import type { Diagnostic, Severity } from '../diagnostic.ts'
import { isOfWindow } from './window-rules.ts'
import type { GateContext, Judged, PathApproval } from './context.ts'
import { freeTimes } from './free-times.ts'
import type { PlanChange } from './plan-changes.ts'
import type { ServiceHistory } from '../metrics/service-history.ts'
import { previewOf, type Preview } from '../preview/preview.ts'
import type { Unseen } from '../preview/unseen.ts'
import type { PastFailures } from './past-failures.ts'
import { NO_PROMISES, type ToldPromises } from '../slo/told-promises.ts'
import type { Site } from '../records/site.ts'
import type { Instant } from '../time.ts'

/** What the gate answers, with all that its reports tell. */
export interface GateVerdict {
  /** merge: about a pull request; start: whether one change may begin. */
  mode: GateContext['mode']
  verdict: 'pass' | 'fail'
  /** Of the head. */
  site: Site
  /** Findings about broken records, and about files beside the changes. */
  outer: Diagnostic[]
  changes: ChangeVerdict[]
  paths: PathApproval[]
  /** Null where customers will see nothing of it. */
  published: Preview | null
  /** Files for customers that it brings and that they don't see. */
  unseen: readonly Unseen[]
  /** What it makes of what SLOs promise, and what that would have meant. It judges nothing. */
  promises: ToldPromises
  now: Instant
}

export interface ChangeVerdict {
  judged: Judged
  /** fail: a finding is an error, of the gate or of its own files. */
  verdict: 'pass' | 'fail'
  /** Errors first, each in reading order. */
  diagnostics: Diagnostic[]
  /** Errors in its own files, of those that stand in the outer list. */
  broken: Diagnostic[]
  /** Its conflicts that matter, those that stop it first. */
  meetings: Meeting[]
  /** Where its window has to move, or had better: the first times from then on that are free of all that it meets. */
  free: Interval[]
  /** How earlier changes to its services went; null where there were none, or nobody looked. It judges nothing. */
  history: ServiceHistory | null
  /** What those that failed burned of its error budgets; null where none did, or there are none. It judges nothing. */
  failures: PastFailures | null
  /** What changed in its plan since reviews that are void for it, the newest first. */
  planChanges: readonly PlanChange[]
}

/** Another change at work at the same time. */
export interface Meeting {
  conflict: Conflict
  other: Change
  severity: Severity
}

/** What a pull request, or a change that is about to begin, was found to be. */
export interface Assessed {
  context: GateContext
  /** Findings about broken records, and about files beside the changes. */
  outer: readonly Diagnostic[]
  /** By change, what the gate finds. */
  byChange: ReadonlyMap<string, readonly Diagnostic[]>
  /** The settings and services of the base, and what the pull request touches, as it was. */
  before: Catalog
  /** What the merge leaves behind. */
  after: Catalog
  /** Files for customers that a pull request brings and that they don't see. */
  unseen?: readonly Unseen[]
  /** What it makes of what SLOs promise. */
  promises?: ToldPromises
  /** By change, how earlier ones to its services went. */
  history?: ReadonlyMap<string, ServiceHistory>
  /** By change, what those that failed burned of its error budgets. */
  failures?: ReadonlyMap<string, PastFailures>
  /** By change, what changed in its plan since reviews that are void for it. */
  planChanges?: ReadonlyMap<string, readonly PlanChange[]>
}

/** No error, no objection: warnings are for people to weigh. */
export function verdictOf(assessed: Assessed): GateVerdict {
  const {
    context,
    outer,
    byChange,
    before,
    after,
    unseen = [],
    promises = NO_PROMISES,
    history,
    failures,
    planChanges,
  } = assessed
  const { mode, judged, paths, now } = context
  const ids = new Set(judged.map(({ change }) => change.id))
  const homeless = [...byChange].flatMap(([id, found]) => (ids.has(id) ? [] : found))
  // That nobody approved a text is no mistake in it.
  const mistakes = outer.filter((one) => isError(one) && one.rule !== 'approvals-missing')
  const broken = Map.groupBy(mistakes, ({ file }) => recordIn(file))
  const free = freeTimes(context, (id) => byChange.get(id)?.some(isOfWindow) ?? false)
  const changes = judged.map((one) => {
    const record = recordIn(one.change.file)
    const found = byChange.get(one.change.id) ?? []
    return {
      ...changeVerdict(one, found, broken.get(record) ?? [], context),
      free: free.get(one.change.id) ?? [],
      history: history?.get(one.change.id) ?? null,
      failures: failures?.get(one.change.id) ?? null,
      planChanges: planChanges?.get(one.change.id) ?? [],
    }
  })
  const others = [...outer, ...homeless].toSorted(errorsFirst)
  return {
    mode,
    verdict: others.some(isError) || changes.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'pass',
    site: context.head.site,
    outer: others,
    changes,
    paths: [...paths],
    published: mode === 'start' ? null : previewOf(before, after, touchedBy(context, before)),
    unseen,
    promises,
    now,
  }
}

function changeVerdict(
  judged: Judged,
  found: readonly Diagnostic[],
  broken: Diagnostic[],
  { links }: GateContext,
): Omit<ChangeVerdict, 'free' | 'history' | 'failures' | 'planChanges'> {
  const { change } = judged
  // What a rule points at is what it is about: the rules alone decide what weighs how much.
  const weightOf = (file: string) =>
    found.find((one) => one.rule === 'change-overlaps-change' && one.related.some((place) => isFile(place.file, file)))
      ?.severity
  return {
    judged,
    verdict: found.some(isError) || broken.length > 0 ? 'fail' : 'pass',
    diagnostics: found.toSorted(errorsFirst),
    broken,
    meetings: judged.conflicts
      .flatMap((conflict): Meeting[] => {
        const other = links.changes.get(conflict.a === change.id ? conflict.b : conflict.a)
        const severity = other && weightOf(other.file)
        return other && severity ? [{ conflict, other, severity }] : []
      })
      .toSorted(errorsFirst),
  }
}

const isError = ({ severity }: { severity: Severity }): boolean => severity === 'error'
const errorsFirst = (a: { severity: Severity }, b: { severity: Severity }): number =>
  Number(isError(b)) - Number(isError(a))

/** Diagnostics name files from the folder above the content, records from the content. */
const isFile = (told: string, file: string): boolean => told === file || told.endsWith(`/${file}`)

/** The file or folder of a change that a file belongs to, however the content folder is called; '' for other files. */
const recordIn = (file: string): string => /(?:^|\/)(changes\/\d{4}\/[^/]+)/.exec(file)?.[1] ?? ''

/** Changes and incidents that a pull request adds, edits or removes, by id. */
function touchedBy({ judged, removed, paths }: GateContext, before: Catalog): Set<string> {
  const records = [...before.changes, ...before.incidents, ...before.salvaged, ...removed]
  const files = paths.flatMap((path) => path.files)
  return new Set([
    ...[...records, ...judged.map(({ change }) => change)].map(({ id }) => id),
    ...files.flatMap((file) => /^incidents\/\d+\/(INC-\d+-\d+)/.exec(file)?.[1] ?? []),
  ])
}
