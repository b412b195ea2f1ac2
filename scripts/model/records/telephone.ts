/**
 * The address of a telephone (RFC 3966), `tel:+34600000000`, from how people write a number: with blanks, dots, brackets,
 * hyphens, and an extension behind it. Null where there is anything else in it, or too little to be called.
 */
export function telephone(written: string): string | null {
  const [, plus = '', digits = '', extension] =
    /^(\+?)([\d ()./\u00a0\u2010-\u2015-]{3,60}?)(?:[ ,;]{0,3}(?:ext\.?|x|#)[ =]?(\d{1,8}))?$/i.exec(written.trim()) ??
    []
  const number = digits.replaceAll(/\(0\)|\D/g, '')
  if (number.length < 3 || number.length > 15) return null
  return `tel:${plus}${number}${extension === undefined ? '' : `;ext=${extension}`}`
}
