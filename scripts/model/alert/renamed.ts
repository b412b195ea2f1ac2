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

/** The names that rules fire, and what they were called before. */
export interface NamesNow {
  known: ReadonlySet<string>
  /** By what is left of a name without one of its letters, and by itself: names one letter apart share one of these. */
  slips: ReadonlyMap<string, readonly string[]>
  /** By older name, the names that hold now. */
  older: ReadonlyMap<string, readonly string[]>
}

/** Gathers names to look others up among. */
export function namesNow(names: readonly string[], older: NamesNow['older']): NamesNow {
  const short = names.filter((name) => name.length <= LONGEST)
  const pairs = short.flatMap((name) => variants(name).map((variant) => ({ variant, name })))
  const slips = new Map(
    [...Map.groupBy(pairs, ({ variant }) => variant)].map(([key, all]) => [key, all.map((one) => one.name)]),
  )
  return { known: new Set(names), slips, older }
}

const LONGEST = 100
const variants = (name: string): string[] => [name, ...Array.from(name, (_, i) => name.slice(0, i) + name.slice(i + 1))]

/** Names of alerts that a text still says and that rules don't: older ones of a runbook's, and those a slip away. */
export function renamedIn(
  passages: readonly Passage[],
  own: readonly string[],
  { known, slips, older }: NamesNow,
): OldName[] {
  // A name that the runbook has for its alerts is told where it has it.
  const passed = new Set(own.filter((name) => !older.has(name)))
  const asked = new Map<string, string | null>()
  const nowOf = (says: string): string | null => {
    if (known.has(says) || passed.has(says) || says.length < 10 || says.length > LONGEST) return null
    const [only, ...others] = (older.get(says) ?? []).filter((name) => known.has(name))
    if (only !== undefined) return others.length === 0 ? only : [only, ...others].join('`, `')
    return (
      variants(says)
        .flatMap((variant) => slips.get(variant) ?? [])
        .find((name) => distance(name, says) === 1) ?? null
    )
  }
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(NAME)].flatMap(({ index, 0: says }) => {
      const now = asked.get(says) ?? nowOf(says)
      asked.set(says, now)
      return now === null ? [] : [{ passage, from: index, to: index + says.length, says, now }]
    }),
  )
}
