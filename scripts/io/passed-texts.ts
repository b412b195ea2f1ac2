import type { Body } from '#model/records/body'

/** Texts that were found in order before, by whom: as few bits a text, for there are tens of thousands. */
export interface PassedTexts {
  /** Whether this one has found nothing in it. */
  has: (body: Body, by: string) => boolean
  note: (body: Body, by: string) => void
  /** Takes over what was known of a text, as bits of the names that this was made with. */
  restore: (body: Body, bits: number) => void
  /** How many of those that were restored are known better now. */
  learned: () => number
  /** The names that were asked for, and of each text the bits of those: nobody asks for the others any more. */
  asked: () => { names: string[]; bitsOf: (body: Body) => number }
}

/** As many as there are bits in a small integer. Of others nothing is remembered. */
const MOST = 30

/** Remembers for the length of a run; `kept` are the names of the last one. */
export function passedTexts(kept: readonly string[]): PassedTexts {
  const names = [...kept]
  const bits = new WeakMap<Body, number>()
  const restored = new WeakSet<Body>()
  const better = new Set<Body>()
  const asked = new Set<string>()
  const bitOf = (by: string): number => {
    asked.add(by)
    const at = names.indexOf(by)
    if (at >= 0) return 1 << at
    return names.length === MOST ? 0 : 1 << (names.push(by) - 1)
  }
  return {
    has: (body, by) => ((bits.get(body) ?? 0) & bitOf(by)) !== 0,
    note(body, by) {
      const bit = bitOf(by)
      bits.set(body, (bits.get(body) ?? 0) | bit)
      if (bit !== 0 && restored.has(body)) better.add(body)
    },
    restore(body, known) {
      bits.set(body, known)
      restored.add(body)
    },
    learned: () => better.size,
    asked() {
      const still = names.flatMap((name, at) => (asked.has(name) ? [{ name, bit: 1 << at }] : []))
      const bitsOf = (body: Body) => {
        const known = bits.get(body) ?? 0
        return still.reduce((sum, { bit }, at) => ((known & bit) === 0 ? sum : sum | (1 << at)), 0)
      }
      return { names: still.map(({ name }) => name), bitsOf }
    },
  }
}

/** For where nothing is kept. */
export const NONE_PASSED: PassedTexts = {
  has: () => false,
  note: () => {},
  restore: () => {},
  learned: () => 0,
  asked: () => ({ names: [], bitsOf: () => 0 }),
}
