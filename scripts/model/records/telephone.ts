/** A number as people write it, taken apart. */
interface Written {
  /** `+` where it begins with its country. */
  plus: string
  /** Behind that, `+49 (0)30`: without the zero that is dialled within the country alone. */
  digits: string
  extension: string | undefined
}

function partsOf(written: string): Written | null {
  const [, plus = '', digits = '', extension] =
    /^(\+?)([\d ()./\u00a0\u2010-\u2015-]{3,60}?)(?:[ ,;]{0,3}(?:ext\.?|x|#)[ =]?(\d{1,8}))?$/i.exec(written.trim()) ??
    []
  const number = digits.replaceAll(/\(0\)|\D/g, '')
  return number.length < 3 ? null : { plus, digits: number, extension }
}

/** With `00` before its country, as it is dialled in most of them, a number is the one with a `+`. */
const isAbroad = ({ digits }: Written): boolean => /^00[1-9]\d{6}/.test(digits)

/**
 * The address of a telephone (RFC 3966), `tel:+34600000000`, from how people write a number: with blanks, dots, brackets,
 * hyphens, and an extension behind it. Null where there is anything else in it, too little to be called, or a country that
 * is none.
 */
export function telephone(written: string): string | null {
  const parts = partsOf(written)
  if (parts === null) return null
  const plus = isAbroad(parts) ? '+' : parts.plus
  const number = isAbroad(parts) ? parts.digits.slice(2) : parts.digits
  if (number.length > 15 || (plus === '+' && number.startsWith('0'))) return null
  return `tel:${plus}${number}${parts.extension === undefined ? '' : `;ext=${parts.extension}`}`
}

/** Up to so many digits it is a number of one's own exchange, or one to call for help. */
const MOST_INTERNAL = 6

/**
 * How a number is written that can be called from anywhere, where this one can't; null where nothing is wrong with it.
 * What isn't known of it is `…`: a zero before everything else is dialled within a country alone, and doesn't say which.
 */
export function withCountry(written: string): string | null {
  const parts = partsOf(written)
  if (parts === null) return null
  const text = written.trim().replaceAll(/\s+/g, ' ')
  if (isAbroad(parts)) return text.replace(/^\+?\s*\(?0\s*0\)?\s*/, '+')
  if (parts.plus === '+') return parts.digits.startsWith('0') ? text.replace(/^\+\s*0+\s*/, '+… ') : null
  return parts.digits.length > MOST_INTERNAL ? `+… ${text.replaceAll(/[()]/g, '').replace(/^0/, '')}` : null
}
