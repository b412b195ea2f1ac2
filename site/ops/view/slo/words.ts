import { durationWords } from '#model/time'
import { decimalTowardsZero, exactDecimal, fraction, multiply, rational, type Rational } from '#model/rational'
import type { BudgetTier } from '#model/slo/tier'
import type { State } from '../state.ts'

const MINUS = '\u2212'
const negative = (value: Rational) => value.num < 0n
const unsigned = ({ num, den }: Rational): Rational => ({ num: num < 0n ? -num : num, den })
const signed = (value: Rational, words: string) => `${negative(value) ? MINUS : ''}${words}`

/** `12 min 58 s` of milliseconds, the two largest units that count. The sign is left to the words around it. */
export const timeWords = (ms: Rational): string => {
  const { num, den } = unsigned(ms)
  return durationWords(Number(num / den))
}

/** The same with its sign. */
export const signedTime = (ms: Rational): string => signed(ms, timeWords(ms))

/** `30.01 %`, towards zero, with its sign; `100 %` where nothing is missing. */
export function shareWords(share: Rational): string {
  const [whole = '', part = ''] = decimalTowardsZero(multiply(share, rational(100n)), 2).split('.')
  const digits = part.replace(/0{1,2}$/, '')
  return `${whole.replace('-', MINUS)}${digits === '' ? '' : `.${digits}`}\u00a0%`
}

/** Half a millisecond, and a tenth of that. */
const PLACES = 6

/** `2,592 s` of milliseconds, exactly: in decimals where six will do, else as a fraction. */
export function exactSeconds(ms: Rational): string {
  const seconds = multiply(unsigned(ms), rational(1n, 1000n))
  return signed(ms, `${exactNumber(seconds)}\u00a0s`)
}

/** `1,204`; of a fraction its decimals where six will do. */
export function exactNumber(value: Rational): string {
  if (10n ** BigInt(PLACES) % value.den !== 0n) return fraction(value).replace('-', MINUS)
  const [whole = '', part] = exactDecimal(unsigned(value)).split('.')
  return signed(value, `${BigInt(whole).toLocaleString('en')}${part === undefined ? '' : `.${part}`}`)
}

/** `1,204` events, towards zero. */
export const eventWords = (events: Rational): string =>
  (events.num / events.den).toLocaleString('en').replace('-', MINUS)

const TIERS: Record<BudgetTier, State> = {
  ample: { word: 'Ample', tone: 'neutral' },
  tight: { word: 'Tight', tone: 'degraded_performance' },
  low: { word: 'Low', tone: 'partial_outage' },
  spent: { word: 'Spent', tone: 'major_outage' },
}

/** A tier as a state: its word, and a shape and a colour where it matters. */
export const tierState = (tier: BudgetTier): State => TIERS[tier]
