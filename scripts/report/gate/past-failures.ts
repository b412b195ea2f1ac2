import type { PastFailures } from '#model/gate/past-failures'
import { absolute, fraction, type Rational } from '#model/rational'
import { formatDuration } from '#model/time'

/**
 * `Failed changes here burned 18m of the error budget \`checkout-availability\` in the median (3 in a year); 12m are left.` Of the budget that
 * another one would hurt most, with `…` for code; none where they burned nothing.
 */
export function failureWords(failures: PastFailures | null): string[] {
  const worst = failures?.burned.find(({ median }) => median.num > 0n)
  if (!failures || !worst) return []
  const name = `\`${worst.slo}\`${worst.objective === null ? '' : ` (${worst.objective})`}`
  const left = worst.left.num > 0n ? `${timeWords(worst.left)} are left` : 'nothing of it is left'
  const burned = `burned ${timeWords(worst.median)} of the error budget ${name}`
  return [
    failures.failed === 1
      ? `The one change here that failed in a year ${burned}; ${left}.`
      : `Failed changes here ${burned} in the median (${failures.failed} in a year); ${left}.`,
  ]
}

const timeWords = (value: Rational): string => {
  const { num, den } = absolute(value)
  return formatDuration(Number(num / den))
}

/** Exactly, for programs; null where none failed, or no budget is at stake. */
export const failuresJson = (failures: PastFailures | null) =>
  failures && {
    failed: failures.failed,
    burned: failures.burned.map(({ slo, objective, median, left }) => ({
      slo,
      ...(objective === null ? {} : { objective }),
      median_ms: fraction(median),
      left_ms: fraction(left),
    })),
  }
