/**
 * Data with every text in one Unicode form (NFC). Some disks and editors write `é` as one character, others as two; a
 * record that is called by either is the same one. What holds itself, by an alias, holds nothing there.
 */
export const composed = (data: unknown): unknown => composedWithin(data, new Set())

function composedWithin(data: unknown, above: Set<object>): unknown {
  if (typeof data === 'string') return data.normalize('NFC')
  if (typeof data !== 'object' || data === null) return data
  if (above.has(data)) return null
  above.add(data)
  const made: unknown = Array.isArray(data)
    ? data.map((one) => composedWithin(one, above))
    : Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key.normalize('NFC'), composedWithin(value, above)]),
      )
  above.delete(data)
  return made
}

/** Whether a text can hold anything that has two forms: nearly none does, and those need not be gone through. */
export const mayDecompose = (text: string): boolean => /[\u0300-\uffff]|\\[uU]/.test(text)
