import type { PrintedRunbook } from '../view/print'

/*
 * The page of all runbooks is one file, so a picture is in it or nowhere. It has to open at night on a phone: what it
 * may weigh is bounded, and its words go first.
 */

/** Bytes that the page may have; some are for its frame. */
const LARGEST_PAGE = 4_900_000

/** Which pictures stand in which runbook, by its number, and those for which there was no room or that are large, by their paths. */
export interface Placed {
  /** Addresses that hold the picture itself, by path. */
  within: Map<number, Record<string, string>>
  left_out: string[]
}

type Wanting = Pick<PrintedRunbook, 'pictures'>

/**
 * Gives room to pictures in the order of the runbooks. `known` are those that are small enough, by path; `bytes` is what
 * the page has without any.
 */
export function placedPictures(
  runbooks: readonly Wanting[],
  known: Readonly<Record<string, string>>,
  bytes: number,
): Placed {
  let room = LARGEST_PAGE - bytes
  const left = new Set<string>()
  const within = new Map<number, Record<string, string>>()
  for (const [number, { pictures }] of runbooks.entries()) {
    const own = pictures.flatMap((path) => {
      const address = Object.hasOwn(known, path) ? known[path] : undefined
      if (address !== undefined && address.length <= room) {
        room -= address.length
        return [[path, address] as const]
      }
      left.add(path)
      return []
    })
    if (own.length > 0) within.set(number, Object.fromEntries(own))
  }
  return { within, left_out: [...left] }
}
