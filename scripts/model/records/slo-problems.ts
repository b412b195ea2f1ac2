import { openSloAlphaProblems } from './openslo-alpha-problems.ts'
import { openSloProblems } from './openslo-problems.ts'
import type { SloDocument } from './slo-document.ts'
import type { SloProblem } from './slo-problem.ts'
import { slothProblems } from './sloth-problems.ts'

/** What is wrong with a document of any of the formats beyond what its schema has found. */
export function sloProblems(one: SloDocument): Iterable<SloProblem> {
  switch (one.format) {
    case 'openslo':
      return openSloProblems(one)
    case 'openslo_v1alpha':
      return openSloAlphaProblems(one)
    default:
      return slothProblems(one)
  }
}
