/**
 * An exact fraction in lowest terms; the denominator is above 0. Targets and budgets are compared and subtracted without
 * the errors of binary floats: 1 − 0.999 is one thousandth.
 */
export interface Rational {
  readonly num: bigint
  readonly den: bigint
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

/** `num / den` in lowest terms. `den` must not be 0. */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError('A fraction has no denominator of 0.')
  const sign = den < 0n ? -1n : 1n
  const divisor = gcd(abs(num), abs(den)) || 1n
  return { num: (sign * num) / divisor, den: (sign * den) / divisor }
}

export const ZERO: Rational = rational(0n)
export const ONE: Rational = rational(1n)

/** Digits that a number in a record may have: more are no precision but a slip, and cost time. */
const MOST_DIGITS = 40

/**
 * The fraction that a decimal stands for, exactly as it is written: `0.999`, `99.95`, `1e-3`. Null for what is no plain
 * decimal, or has more than 40 digits or an exponent beyond ±40.
 */
export function parseRational(text: string): Rational | null {
  const [, sign, whole = '', part = '', exponent = '0'] =
    /^([+-]?)(\d{1,40})?(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim()) ?? []
  const digits = whole + part
  const power = Number(exponent) - part.length
  if (sign === undefined || digits === '' || digits.length > MOST_DIGITS || Math.abs(power) > 2 * MOST_DIGITS)
    return null
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n)
  return power < 0 ? rational(value, 10n ** BigInt(-power)) : rational(value * 10n ** BigInt(power))
}

export const add = (a: Rational, b: Rational): Rational => rational(a.num * b.den + b.num * a.den, a.den * b.den)
export const subtract = (a: Rational, b: Rational): Rational => add(a, { num: -b.num, den: b.den })
export const absolute = ({ num, den }: Rational): Rational => ({ num: abs(num), den })
export const multiply = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den)
/** `b` must not be 0. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num)

/** Below 0 where `a` is smaller, 0 where they are equal, above 0 where it is larger. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** An integer as such, anything else as a fraction in lowest terms: `-389/1296`. */
export const fraction = ({ num, den }: Rational): string => (den === 1n ? String(num) : `${num}/${den}`)

/** In decimals, rounded towards minus infinity: a budget never looks larger than it is. `places` from 0 to 40. */
export function decimal({ num, den }: Rational, places: number): string {
  const scaled = num * 10n ** BigInt(places)
  const floor = scaled / den - (scaled % den < 0n ? 1n : 0n)
  const digits = abs(floor)
    .toString()
    .padStart(places + 1, '0')
  const sign = floor < 0n ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** In decimals, rounded towards 0: neither what is left nor what is overdrawn looks larger than it is. `places` from 0 to 40. */
export function decimalTowardsZero(value: Rational, places: number): string {
  const digits = decimal({ num: abs(value.num), den: value.den }, places)
  return value.num < 0n && /[1-9]/.test(digits) ? `-${digits}` : digits
}

const MOST_PLACES = 40

/** As a decimal with every digit that it has, `0.999`; as a fraction where it has no end. */
export function exactDecimal(value: Rational): string {
  for (let places = 0; places < MOST_PLACES; places++)
    if ((value.num * 10n ** BigInt(places)) % value.den === 0n) return decimal(value, places)
  return fraction(value)
}
