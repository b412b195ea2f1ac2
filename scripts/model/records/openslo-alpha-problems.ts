import type { SloDocument } from './slo-document.ts'
import { dnsLabel, isGiven, share, type SloProblem } from './slo-problem.ts'
import { alphaShorthand } from './slo-window.ts'
import { windowProblems } from './window-problems.ts'

/** What is wrong with a document of OpenSLO v1alpha that its schema alone can't tell. */
export function* openSloAlphaProblems({
  data,
  writtenAs,
}: Extract<SloDocument, { format: 'openslo_v1alpha' }>): Generator<SloProblem> {
  yield* dnsLabel(data.metadata.name, ['metadata', 'name'])
  if (data.kind !== 'SLO') return
  const { spec } = data
  const [window] = spec.timeWindows ?? []
  const path = ['spec', 'timeWindows', 0]
  if (window) {
    const { calendar } = window
    const length = alphaShorthand(window)
    // Sloth knows neither key, and reads every window as a rolling one.
    const isRolling = window.isRolling ?? !calendar
    yield* windowProblems({ length, isRolling, calendar, path, lengthPath: [...path, 'count'] })
    if (!length)
      yield {
        path: [...path, 'count'],
        message: `Unexpected ${window.count} seconds, expected whole minutes.`,
        help: 'Count it in days.',
      }
  }
  const hasRatios = spec.objectives.some(({ ratioMetrics }) => isGiven(ratioMetrics))
  if (hasRatios && isGiven(spec.indicator))
    yield {
      path: ['spec', 'indicator'],
      key: true,
      message: 'Unexpected `indicator` beside `ratioMetrics`, expected one of the two.',
      help: 'Remove one of them.',
    }
  for (const [i, objective] of spec.objectives.entries()) {
    const at = ['spec', 'objectives', i]
    yield* share({ path: [...at, 'target'], whole: 1, writtenAs })
    if (!isGiven(spec.indicator) && !isGiven(objective.ratioMetrics))
      yield {
        path: at,
        message: 'Missing `ratioMetrics`, expected good and total events, or an `indicator` of the whole SLO.',
        help: 'Add `ratioMetrics: {good: …, total: …}`.',
      }
    if (spec.budgetingMethod !== 'Timeslices') continue
    if (isGiven(objective.timeSliceTarget))
      yield* share({ path: [...at, 'timeSliceTarget'], whole: 1, upTo: true, writtenAs })
    else
      // OpenSLO's SDK asks for it, Sloth doesn't.
      yield {
        path: at,
        severity: 'warning',
        message: 'Missing `timeSliceTarget`, expected it of a budget in Timeslices. It is watched as one of events.',
        help: 'Add `timeSliceTarget: 0.95`, or write `budgetingMethod: Occurrences`.',
      }
  }
}
