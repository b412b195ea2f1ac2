import { findingText } from '#report/text'
import { contentWith, type ContentAround } from '../change/content-around.ts'
import { freshErrors } from '../new-record/new-record.ts'
import { wholeSecond } from '../options.ts'
import { inSource } from './source-place.ts'
import type { TakenOver } from './taken-over.ts'

/** A file of the folder, and where it goes. */
export interface Candidate {
  /** As reports name it. */
  named: string
  source: TakenOver
  path: string
  text: string
}

/** Why a file isn't taken over, by its name, in lines to print. */
export type Refused = Map<string, string>

/** Without those whose place is another's; a file that is there is never written over. */
export function inFreePlaces(
  candidates: readonly Candidate[],
  { all, texts }: ContentAround,
  refused: Refused,
): Candidate[] {
  const there = new Set(all.map((path) => path.toLowerCase()))
  const given = new Map<string, string>()
  return candidates.filter(({ named, path, text }) => {
    const place = path.toLowerCase()
    const other = given.get(place)
    if (other !== undefined) refused.set(named, `its place, ${path}, is that of ${other}.\n`)
    else if (there.has(place) && texts.get(path) !== text)
      refused.set(named, `${path} is there, and says something else.\n`)
    else {
      given.set(place, named)
      return true
    }
    return false
  })
}

/** Without those that would not be valid, judged with each other: they may link to one another. */
export function valid(
  candidates: readonly Candidate[],
  around: ContentAround,
  { now, refused }: { now: number; refused: Refused },
): Candidate[] {
  const before = contentWith(around, {}, now, wholeSecond)
  let left = [...candidates]
  while (left.length > 0) {
    const texts = Object.fromEntries(left.map(({ path, text }) => [path, text]))
    const wrong = Map.groupBy(freshErrors(before, contentWith(around, texts, now, wholeSecond)), ({ file }) => file)
    const fine = left.filter(({ path }) => !wrong.has(path))
    for (const { named, path, source, text } of left) {
      const own = wrong.get(path)
      if (own) refused.set(named, own.map((one) => findingText(inSource(one, { named, source, text }))).join('\n'))
    }
    if (wrong.size === 0) return left
    // What they break elsewhere can't be laid at one door.
    if (fine.length === left.length) {
      const said = [...wrong.values()].flat().map(findingText).join('\n')
      for (const { named } of left) refused.set(named, `with it others would not be valid:\n${said}`)
      return []
    }
    left = fine
  }
  return left
}
