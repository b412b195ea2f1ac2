import { keyOf, type Found, type Named, type Names, type Part } from '../../view/search/found.ts'
import { openFullText, type Find } from '../../search/full-text.ts'
import { folded } from '../../view/search/words.ts'

/** What was found, the best first; `exact` goes by the very name or id that was typed. */
export interface Finding {
  exact: Found[]
  others: Found[]
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
  let all: Names['parts'] = []
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
    const { entries, parts } = await load<Names>(address)
    for (const entry of entries) note(entry)
    all = parts
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
        void open(all.filter((part) => part.past).map((part) => part.address))
      }
    },
    search: (typed) => {
      const key = folded(typed)
      const exact = named.get(key) ?? []
      const seen = new Set(exact.map(keyOf))
      const others: Found[] = []
      const add = (entry: Found) => {
        if (seen.has(keyOf(entry))) return
        seen.add(keyOf(entry))
        others.push(entry)
      }
      const hitsOf = (slips: 1 | 2) =>
        opened.flatMap(({ entries, find }) =>
          find(typed, slips).flatMap(({ place, score }) => {
            const entry = entries[place]
            return entry ? [{ entry, score }] : []
          }),
        )
      const close = hitsOf(1)
      const hits = close.length === 0 && exact.length === 0 && !waiting ? hitsOf(2) : close
      for (const { entry } of hits.toSorted((a, b) => b.score - a.score)) add(entry)
      // Until the index is there, and of one letter: names that begin so.
      if (waiting || key.length === 1)
        for (const [name, entries] of named) if (name.startsWith(key)) entries.forEach(add)
      return { exact, others, waiting, failed, past: !past && all.some((part) => part.past) }
    },
  }
}
