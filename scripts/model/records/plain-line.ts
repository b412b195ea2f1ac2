/*
 * Titles and names stand within sentences, tables, feeds and calendars of others. What moves the words around it, or
 * breaks its line, has no business in one.
 */

/** Breaks of a line: of ASCII, NEL, and the separators of Unicode. */
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]+/
/**
 * Controls; what overrides, embeds or isolates the direction of what follows (UAX #9), which may reach beyond the name;
 * marks of byte order and of annotation. The marks U+200E, U+200F and U+061C stay: names that mix scripts need them.
 */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu

/** A title or a name on one line, without what nobody sees in it. */
export const plainLine = (text: string): string =>
  text
    .toWellFormed()
    .split(BREAK)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .replaceAll(UNSEEN, '')
    .trim()

/**
 * A title or a name as it stands within a sentence: a full stop at its end would stand before the sentence's own sign.
 * Dots that say that something is left out stay.
 */
export const withinSentence = (line: string): string => (/[^.]\.$/.test(line) ? line.slice(0, -1) : line)

/** Letters and a sign that stand for nothing: the fillers of Hangul, and braille without a dot. */
const BLANK = /[\u115F\u1160\u3164\uFFA0\u2800]/g

/**
 * Whether there is anything to see in a text: a name of joiners and marks alone can neither be read nor clicked. A sign
 * that this Unicode doesn't know yet may be a letter of the next one.
 */
export const isSeen = (text: string): boolean =>
  /[^\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/u.test(text.replaceAll(BLANK, ''))
