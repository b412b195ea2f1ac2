import { inLatin } from './latin.ts'

const MAX = 40

/** A name as part of a path: a-z, 0-9 and dashes, at most 40 characters. Empty where nothing of it is left. */
export function slugOf(name: string): string {
  const ascii = inLatin(name).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const slug = ascii.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')
  if (slug.length <= MAX) return slug
  const whole = slug.slice(0, MAX + 1).replace(/-[^-]*$/, '')
  return (whole.length > MAX ? slug.slice(0, MAX) : whole).replace(/-$/, '')
}

/** `name`, or `name-2` and so on where it is taken; what it returns is taken from then on. */
export function takeName(name: string, taken: Set<string>): string {
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`
  taken.add(free)
  return free
}

/** A number of more digits comes from another count, or from a finger that lay on the key: nobody goes on from there. */
const MOST_COUNTED = 1_000_000_000

/** Hands out `INC-2026-0032` and the like, after the highest number of the year that any of some names holds. */
export function numberer(prefix: 'INC' | 'CHG', names: Iterable<string>): (year: number) => string {
  const highest = new Map<number, number>()
  for (const name of names)
    for (const [, year, number] of name.matchAll(new RegExp(`\\b${prefix}-(\\d{4})-(\\d{4,})`, 'g')))
      if (Number(number) < MOST_COUNTED)
        highest.set(Number(year), Math.max(highest.get(Number(year)) ?? 0, Number(number)))
  return (year) => {
    const number = (highest.get(year) ?? 0) + 1
    highest.set(year, number)
    return `${prefix}-${year}-${String(number).padStart(4, '0')}`
  }
}
