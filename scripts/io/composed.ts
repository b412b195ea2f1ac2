/**
 * Data with every text in one Unicode form (NFC). Some disks and editors write `é` as one character, others as two; a
 * record that is called by either is the same one.
 */
export function composed(data: unknown): unknown {
  if (typeof data === 'string') return data.normalize('NFC')
  if (Array.isArray(data)) return data.map(composed)
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key.normalize('NFC'), composed(value)]))
}

/** Whether a text can hold anything that has two forms: nearly none does, and those need not be gone through. */
export const mayDecompose = (text: string): boolean => /[\u0300-\uffff]|\\[uU]/.test(text)
