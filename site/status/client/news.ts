import { stateKey, type Summary } from './state-key.ts'

/** What a page knows of itself: as of when it is (milliseconds), and the key of the state that it shows. */
export interface Shown {
  asOf: number
  state: string | undefined
}

/**
 * What a summary that was just fetched means for the page: `newer`, its data has changed; `confirmed`, still the same at
 * a later moment; `old`, no later than what the page knows. Throws a TypeError for what isn't a summary.
 */
export function newsIn(summary: Summary, { asOf, state }: Shown): { kind: 'newer' | 'confirmed' | 'old'; at: number } {
  const at = Date.parse(summary.page.updated_at)
  const key = stateKey(summary)
  if (Number.isNaN(at)) throw new TypeError('updated_at')
  // A copy on the way may be older than the page; and without a key of its own a page can't compare.
  if (!(at > asOf) || state === undefined) return { kind: 'old', at }
  return { kind: key === state ? 'confirmed' : 'newer', at }
}
