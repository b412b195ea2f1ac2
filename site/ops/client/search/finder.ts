import { keyOf, type Found, type Named, type Names, type Part } from '../../view/search/found.ts'
import { openFullText, STRICTNESS, type Find, type Strictness } from '../../search/full-text.ts'
import { namedAmong, namesTyped } from '../../view/search/names-typed.ts'
import { folded } from '../../view/search/words.ts'

/** A record that was found, and what was typed of which it has nothing. */
export type FoundWith = Found & { missing: string[] }

/** What was found, the best first; `exact` goes by the very name or id that was typed. */
export interface Finding {
  exact: Found[]
  others: FoundWith[]
  /** Whether not all is loaded yet. */
  waiting: boolean
  /** Whether years are left that nobody asked for. */
  past: boolean
  failed: boolean
}

export interface Finder {
  search: (typed: string) => Finding
  /** Kinds of which all results are shown. */
  whole: ReadonlySet<string>
  /** Shows all of a kind, or searches the past years too. */
  more: (what: string) => void
}

interface Opened {
  entries: Found[]
  find: Find
}

/** Loads the table of names, then the parts of the index one after the other, and tells after each. */
export function finder(address: string, changed: () => void): Finder {
  const named = new Map<string, Named[]>()
  const opened: Opened[] = []
  const whole = new Set<string>()
  let parts: Names['parts'] = []
  let [waiting, failed, past] = [true, false, false]

  async function load<T>(from: string): Promise<T> {
    const response = await fetch(from)
    if (!response.ok) throw new Error(`${from} was answered ${response.status}.`)
    return response.json()
  }

  async function open(addresses: readonly string[]) {
    waiting = true
    for (const one of addresses) {
      try {
        const { entries, index } = await load<Part>(one)
        opened.push({ entries, find: await openFullText(index) })
        for (const entry of entries) note({ ...entry, keys: [folded(entry.id)] })
      } catch {
        failed = true
      }
      changed()
    }
    waiting = false
    changed()
  }

  function note(entry: Named) {
    for (const key of entry.keys) {
      const known = named.get(key)
      if (!known) named.set(key, [entry])
      else if (!known.some((other) => keyOf(other) === keyOf(entry))) known.push(entry)
    }
  }

  const start = async () => {
    const read = await load<Names>(address)
    for (const entry of read.entries) note(entry)
    parts = read.parts
    changed()
    await open(parts.filter((part) => !part.past).map((part) => part.address))
  }
  start().catch(() => {
    waiting = false
    failed = true
    changed()
  })

  return {
    whole,
    more: (what) => {
      if (what !== 'past') whole.add(what)
      else if (!past) {
        past = true
        void open(parts.filter((part) => part.past).map((part) => part.address))
      }
    },
    search: (typed) => {
      const { whole: key, words } = namesTyped(typed)
      const sure = named.get(key) ?? namedAmong(words, named)
      const seen = new Set(sure.map(keyOf))
      const others: FoundWith[] = []
      const add = (entry: Found, missing: string[] = []) => {
        if (seen.has(keyOf(entry))) return
        seen.add(keyOf(entry))
        others.push({ ...entry, missing })
      }
      const hitsOf = (how: Strictness) =>
        opened.flatMap(({ entries, find }) =>
          find(typed, how).flatMap(({ place, score, missing }) => {
            const entry = entries[place]
            return entry ? [{ entry, score, missing }] : []
          }),
        )
      // What is less than all of it is of use where nothing has all of it.
      const firstOf = (ways: readonly Strictness[]) =>
        ways.reduce<ReturnType<typeof hitsOf>>((found, how) => (found.length > 0 ? found : hitsOf(how)), [])
      const all = firstOf(STRICTNESS.slice(0, sure.length === 0 && !waiting ? 3 : 2))
      // A service may be called as any word: it is meant where nothing has all that was typed.
      const exact = sure.length === 0 && all.length === 0 && !waiting ? namedAmong(words, named, true) : sure
      for (const one of exact) seen.add(keyOf(one))
      const hits = all.length === 0 && exact.length === 0 && !waiting ? hitsOf('some') : all
      const better = hits.toSorted((a, b) => a.missing.length - b.missing.length || b.score - a.score)
      for (const { entry, missing } of better) add(entry, missing)
      // Until the index is there, and of one letter: names that begin so.
      if (waiting || key.length === 1)
        for (const [name, entries] of named) if (name.startsWith(key)) for (const entry of entries) add(entry)
      return { exact, others, waiting, failed, past: !past && parts.some((part) => part.past) }
    },
  }
}
