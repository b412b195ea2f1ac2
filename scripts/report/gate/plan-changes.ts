import type { PlanChange } from '#model/gate/plan-changes'
import { lineDiff } from '../line-diff.ts'
import { fenced, plain } from './escape.ts'
import { folded } from './findings.ts'
import { and } from './words.ts'

/** Characters of a comparison: less than the first is no help, more than the second nobody reads here. */
const LEAST = 300
const MOST = 6000

/** How a plan differs from what was approved, to be opened: for whoever is asked for another look. */
export function planChangesFold(changes: readonly PlanChange[], room: number): string[] {
  if (changes.length === 0) return []
  const most = Math.min(MOST, room / changes.length - 300)
  const blocks = changes.flatMap(({ by, before, after }) => {
    const { lines, isCut } = lineDiff(before, after)
    const shown = lines.join('\n')
    const fits = most >= LEAST
    return [
      `Since ${plain(and(by))} approved it:`,
      ...(lines.length > 0 && fits ? [fenced(shown, most, 'diff')] : []),
      ...(isCut || !fits || shown.length > most ? [TOO_MUCH] : []),
    ]
  })
  return [folded('What changed in the plan since it was approved', blocks)]
}

const TOO_MUCH = 'There is more than can be shown here: compare the two in full before you approve.'
