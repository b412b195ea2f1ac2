import type { Metrics } from '#model/metrics/tally'
import { durationWords, DAY } from '#model/time'

/** A measure in words. */
export interface Figure {
  /** `7.3 %`; null where there is nothing to measure. */
  value: string | null
  /** What it is made from, `3 of 41 changes`. */
  from: string
}

const MONTH = 30 * DAY

/** How many changes were finished, as a rate for 30 days. Of less than a day no rate is made. */
export function frequency({ finished, period }: Metrics): Figure {
  const days = Math.round(period / DAY)
  const monthly = (finished * MONTH) / Math.max(period, 1)
  return {
    value: period < DAY ? null : `${decimals(monthly)} a month`,
    from: `${counted(finished)} in ${period < DAY ? 'less than a day' : counted(days, 'day')}`,
  }
}

/** What share of the finished changes failed. */
export const failureRate = ({ failed, finished }: Metrics): Figure => ({
  value: finished === 0 ? null : shareText(failed / finished),
  from: `${counted(failed)} of ${counted(finished, 'change')}`,
})

/** Of fewer changes a share says nothing that their count doesn't. */
const FEWEST = 5

/** What the page begins with, and what it is of: the share of the changes that failed, of a few how many did. */
export const failureInShort = (metrics: Metrics): Figure => {
  const { failed, finished } = metrics
  const { value, from } = failureRate(metrics)
  return finished > 0 && finished < FEWEST
    ? { value: `${counted(failed)} of ${counted(finished)}`, from: `${finished === 1 ? 'change' : 'changes'} failed` }
    : { value, from: `of changes fail: ${from}` }
}

/** How long changes took from their record to their end: of how many finished ones that is known. */
export const leadTime = ({ lead, finished }: Metrics): Figure => ({
  value: lead.median === null ? null : durationWords(lead.median),
  from: `${counted(lead.of)} of ${counted(finished, 'change')}`,
})

/** How long incidents lasted that changes caused. */
export const recoveryTime = ({ recovery }: Metrics): Figure => ({
  value: recovery.median === null ? null : durationWords(recovery.median),
  from: counted(recovery.of, 'incident'),
})

/** `1,204 changes`, `1 change`; the bare number where no word is given. */
export const counted = (number: number, one?: string): string =>
  `${number.toLocaleString('en')}${one === undefined ? '' : number === 1 ? ` ${one}` : ` ${one}s`}`

/** Less than ten with one digit behind the point, and none where that is a zero. */
function decimals(number: number): string {
  if (number > 0 && number < 0.05) return 'under 0.1'
  const rounded = number < 9.95 ? Math.round(number * 10) / 10 : Math.round(number)
  return rounded.toLocaleString('en')
}

const shareText = (share: number): string => `${decimals(share * 100)}\u00a0%`
