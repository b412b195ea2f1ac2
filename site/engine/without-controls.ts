/*
 * Characters that steer a terminal stand in what people paste, an ESC before a colour for instance. HTML allows none of
 * them, XML few, and whoever copies a line would have them again. What turns the text behind it round (Unicode's older
 * embeddings and overrides, and isolates of a direction) makes another name of it, and of what stands beside it: words of
 * either direction are told apart by the page.
 */

/**
 * As bytes of UTF-8, each as one character: controls but for tab and breaks, those behind U+0080, U+202A to U+202E, U+2066
 * and U+2067.
 */
const CONTROLS =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\u00C2[\u0080-\u009F]|\u00E2\u0080[\u00AA-\u00AE]|\u00E2\u0081[\u00A6\u00A7]/g

/** A page, in UTF-8, without control characters and turning ones; the same bytes where it has none, as nearly every page has. */
export function withoutControls(page: Uint8Array): Uint8Array {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength).toString('latin1')
  return bytes.search(CONTROLS) === -1 ? page : new Uint8Array(Buffer.from(bytes.replaceAll(CONTROLS, ''), 'latin1'))
}
