/** `inc-2026-1` → `INC-2026-0001`; null where it isn't nearly an id. */
export function meantId(written: string, prefix: 'CHG' | 'INC'): string | null {
  const match = /^\W*(?:[a-z]{2,8}[\s_#-]*)?(\d{4})[\s_./-]+(\d{1,8})\b/i.exec(written)
  if (!match) return null
  const [, year = '', number = ''] = match
  const other = prefix === 'CHG' ? /^\W*inc/i : /^\W*(?:chg|change)/i
  return other.test(written) ? null : `${prefix}-${year}-${number.padStart(4, '0')}`
}

/** The same where it is called one: a bare `2026-11-30` is a day. */
export const meantRecord = (written: string): string | null =>
  /^\W*inc/i.test(written)
    ? meantId(written, 'INC')
    : /^\W*(?:chg|change)/i.test(written)
      ? meantId(written, 'CHG')
      : null
