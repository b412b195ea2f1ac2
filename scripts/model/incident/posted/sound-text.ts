/** Controls but tabs and ends of lines: whoever sends one has pasted a terminal's colours, or bytes. */
const CONTROL = /[\p{Cc}--[\t\n\r\u0085]]/v

/** What of a text can't be read, and would be shown or written otherwise by each program; null: nothing. */
export function unsound(text: string): string | null {
  const [control] = CONTROL.exec(text) ?? []
  if (control !== undefined) return `the control character ${named(control)}`
  if (text.isWellFormed()) return null
  const half = [...text].find((one) => !one.isWellFormed()) ?? ''
  return `half a character, ${named(half)}`
}

const named = (one: string): string => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
