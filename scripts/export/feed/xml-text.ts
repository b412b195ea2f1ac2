/*
 * Text on its way into XML. The library writes what holds `&`, `<` or `>` as CDATA on lines of its own, so that a title
 * would begin and end with blanks, and takes an `&apos;` in there for its own; so those three go through it in the
 * shape of characters that no text has. https://www.unicode.org/faq/private_use.html#nonchar1
 */
const STAND_INS = [
  ['&', '\uFDD0', '&amp;'],
  ['<', '\uFDD1', '&lt;'],
  ['>', '\uFDD2', '&gt;'],
] as const

/** What XML 1.0 can't hold (https://www.w3.org/TR/xml/#charsets), and characters that are none. */
const UNFIT = /[^\t\n\u0020-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** A text without what no feed can hold, in any of its formats. */
export const fitText = (text: string): string => text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(UNFIT, '')

/** A text that the library may write into an element or attribute; `withMarkup` finishes the document. */
export const xmlText = (text: string): string =>
  STAND_INS.reduce((written, [mark, standIn]) => written.replaceAll(mark, standIn), fitText(text))

/** The document that the library wrote, with what stood for markup in its texts escaped. */
export const withMarkup = (xml: string): string =>
  STAND_INS.reduce((written, [, standIn, escaped]) => written.replaceAll(standIn, escaped), xml)
