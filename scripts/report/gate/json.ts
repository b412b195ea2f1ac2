import { missingWords } from '#model/gate/approvals'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import type { NamedInterval } from '#model/preview/events'
import type { Preview } from '#model/preview/preview'
import type { TextSeen } from '#model/preview/texts'
import { fraction } from '#model/rational'
import type { AffectedBudget } from '#model/slo/demand'
import { formatInstant, type Instant } from '#model/time'
import { percent } from '../budget-json.ts'
import { failuresJson } from './past-failures.ts'
import { promisesJson } from './promises-json.ts'
import { diagnosticJson } from '../json.ts'
import { lineDiff } from '../line-diff.ts'

/** For programs: one object with everything. Times are RFC 3339; `published` is null where customers see nothing; `unseen` lists files for them that they don't; `slos` what becomes of what SLOs promise, and `slos_more` how many more there are. */
export function gateJson({ verdict, outer, changes, published, unseen, promises }: GateVerdict): string {
  const told = {
    verdict,
    diagnostics: outer.map(diagnosticJson),
    changes: changes.map(changeJson),
    published: published && publishedJson(published),
    unseen,
    slos: promisesJson({ promises }),
    slos_more: promises.more,
  }
  return `${JSON.stringify(told, null, 2)}\n`
}

const changeJson = ({
  judged: { change, risk, approval, budget },
  verdict,
  diagnostics,
  free,
  history,
  failures,
  planChanges,
}: ChangeVerdict) => ({
  id: change.id,
  verdict,
  risk: risk && { score: risk.score, level: risk.level, reasons: risk.reasons, scores: change.risk ?? null },
  approvals: {
    needed: approval.slots.length,
    given: approval.given,
    missing: missingWords(approval.missing),
  },
  budgets: budget.budgets.map(budgetJson),
  free_slots: free.map(({ from, to }) => span({ start: from, end: to })),
  history,
  past_failures: failuresJson(failures),
  plan_changes: planChanges.map(planChangeJson),
  diagnostics: diagnostics.map(diagnosticJson),
})

/** Shares as `budget --format json` prints them; of the two figures that of which less is left. */
const budgetJson = ({ slo, service, tier, share, source, budget: { objective, slo: record } }: AffectedBudget) => ({
  slo,
  service,
  ...(record.objectives.length > 1 ? { objective: objective.name } : {}),
  source,
  tier,
  left_share: fraction(share),
  left_percent: percent(share),
})

/** A unified diff; `cut` where it isn't all. */
function planChangeJson({ by, before, after }: ChangeVerdict['planChanges'][number]) {
  const { lines, isCut } = lineDiff(before, after)
  return { by, diff: lines.join('\n'), cut: isCut }
}

const time = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant))
const span = (window: { start: Instant; end: Instant } | null) =>
  window && { start: formatInstant(window.start), end: formatInstant(window.end) }

const seenJson = (text: TextSeen) => ({
  time: time(text.time),
  components: text.components.map((setting) => ({ ...setting, since: formatInstant(setting.since) })),
  next_update: time(text.next_update),
})

const intervalJson = (interval: NamedInterval) => ({
  ...interval,
  from: formatInstant(interval.from),
  to: time(interval.to ?? null),
})

const publishedJson = ({ page, texts, events, components, site, unaffected }: Preview) => ({
  page,
  texts: texts.map((text) => ({
    ...text,
    ...seenJson(text),
    was: text.was && { ...text.was, ...seenJson(text.was) },
    shows_at: time(text.shows_at),
  })),
  events: events.map((event) => ({
    ...event,
    window: event.window && { before: span(event.window.before), after: span(event.window.after) },
    corrected: event.corrected && {
      before: event.corrected.before?.map(intervalJson) ?? null,
      after: event.corrected.after?.map(intervalJson) ?? null,
    },
    shows_at: time(event.shows_at),
  })),
  components,
  site,
  unaffected,
})
