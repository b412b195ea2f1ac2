import type { Passage } from '../runbook/passages.ts'
import { distance } from 'fastest-levenshtein'

/** A name in a text that is an alert's no longer. */
export interface OldName {
  passage: Passage
  from: number
  to: number
  says: string
  /** What it is called now. */
  now: string
}

/** A name of two words or more, as alerts are called. */
const NAME = /\b(?:[A-Z][a-z0-9]+){2,12}[A-Z]?\b/g

/** Names of alerts that a text still says and that rules don't: older ones of a runbook's, and those a slip away. */
export function renamedIn(
  passages: readonly Passage[],
  own: readonly string[],
  { names, older }: { names: readonly string[]; older: ReadonlyMap<string, readonly string[]> },
): OldName[] {
  const known = new Set(names)
  // A name that the runbook has for its alerts is told where it has it.
  const passed = new Set(own.filter((name) => !older.has(name)))
  const asked = new Map<string, string | null>()
  const nowOf = (says: string): string | null => {
    if (known.has(says) || passed.has(says) || says.length < 10 || says.length > 100) return null
    const [only, ...others] = (older.get(says) ?? []).filter((name) => known.has(name))
    if (only !== undefined) return others.length === 0 ? only : [only, ...others].join('`, `')
    return names.find((name) => Math.abs(name.length - says.length) <= 1 && distance(name, says) === 1) ?? null
  }
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(NAME)].flatMap(({ index, 0: says }) => {
      const now = asked.get(says) ?? nowOf(says)
      asked.set(says, now)
      return now === null ? [] : [{ passage, from: index, to: index + says.length, says, now }]
    }),
  )
}
