import { clip, gapsIn, union, type Interval } from '../interval.ts'
import { compare } from '../rational.ts'
import { clipRuns, course, type Run } from './course.ts'
import { ledgerOf, type Ledger } from './ledger.ts'
import type { OwnedLoss } from './losses.ts'

/**
 * The ledger of an SLO for which some incidents declare what they cost it, made of the one of its service: that is worked
 * out anew only where something is declared or `replaced` by it. A thousand SLOs of one service each have a few of those.
 */
export function amended(shared: Ledger, declared: readonly OwnedLoss[], replaced: readonly OwnedLoss[]): Ledger {
  const { now, exemptIn, exemptions } = shared
  const own = ledgerOf(declared, [], now)
  const gone = new Set(replaced)
  const lossesIn = (window: Interval) =>
    [...shared.lossesIn(window).filter((loss) => !gone.has(loss)), ...own.lossesIn(window)].toSorted(
      (a, b) => a.from - b.from || (a.by < b.by ? -1 : 1),
    )
  const touched = union([...declared, ...replaced].flatMap((loss) => clip(loss, { from: -Infinity, to: now }) ?? []))
  const anew = touched.flatMap((part) =>
    course(
      lossesIn(part).flatMap((loss) => clip(loss, part) ?? []),
      // Whole, for of two that overlap the one that begins first takes what they share.
      exemptions(part),
    ),
  )
  const kept = gapsIn({ from: -Infinity, to: Infinity }, touched).flatMap((gap) => clipRuns(shared.runs, gap))
  return { now, exemptIn, exemptions, lossesIn, runs: joined([...kept, ...anew].toSorted((a, b) => a.from - b.from)) }
}

/** Neighbours that are the same are one. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (last?.to === run.from && last.change === run.change && compare(last.weight, run.weight) === 0) last.to = run.to
    else out.push({ ...run })
  }
  return out
}
