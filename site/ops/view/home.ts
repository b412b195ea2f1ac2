import type { AuditProblem } from '#model/diagnostic'
import type { OwedNotices } from '#model/notify/owed-notices'
import { worstTier } from '#model/slo/tier'
import type { Instant } from '#model/time'
import { brokenFiles } from './broken.ts'
import type { Calendar } from './calendar/calendar.ts'
import type { Ops } from './index.ts'
import { aroundNow, type AroundNow } from './now/around.ts'
import { dayStrip, type DayStrip } from './now/day.ts'
import { goingOn, type Going } from './now/going.ts'
import { comingUp, type Coming } from './now/next.ts'
import { sentence, type SentencePart } from './now/sentence.ts'
import { owedLine, type OwedLine } from './now/owed.ts'
import { waitingLines, type Waits } from './now/waiting.ts'
import type { Some } from './rows.ts'

/** What the first page of the ops site shows, all of it as of now. */
export interface HomePage {
  as_of: Instant
  /** Where this is the sample content: the moment that its story is told at. */
  sample: Instant | null
  sentence: SentencePart[]
  going: Going
  day: DayStrip
  waiting: Some<Waits>
  owed: OwedLine | null
  coming: Some<Coming>
  broken: ReturnType<typeof brokenFiles>
  around: AroundNow
}

/** Puts the first page together: how it stands, what goes on, what waits for somebody, and what comes next. */
export function homePage(
  ops: Ops,
  calendar: Calendar,
  { stale, owed }: { stale: readonly AuditProblem[]; owed: OwedNotices | null },
): HomePage {
  const { catalog, now, budgets } = ops
  const going = goingOn(ops)
  const { open, unread, running } = going
  return {
    as_of: now,
    sample: catalog.site.sample ?? null,
    sentence: sentence({
      now,
      incidents: countOf(open) + countOf(unread),
      running: countOf(running),
      freezes: catalog.freezes,
      budgets: [...budgets.values()].flatMap(
        (own) => worstTier(own.map(({ incidents }) => incidents.figure.tier)) ?? [],
      ),
      policy: catalog.policy.budget,
    }),
    going,
    day: dayStrip(ops, calendar),
    waiting: waitingLines(ops, stale),
    owed: owed && owedLine(owed),
    coming: comingUp(ops, calendar),
    broken: brokenFiles(ops),
    around: aroundNow(ops),
  }
}

const countOf = ({ rows, more }: Some<unknown>): number => rows.length + more
