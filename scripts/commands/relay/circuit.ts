import { SECOND } from '#model/time'

/**
 * Whether the server of git is worth a try: once one was in vain for minutes, those who wait behind it, and whoever comes
 * next, needn't wait as long to hear the same.
 */
export interface Circuit {
  /** Whether what came at a moment, by `performance.now()`, is tried. Asks the server first where it was away the last time. */
  isClosed: (arrived: number) => Promise<boolean>
  /** The server was away, however often it was tried. */
  broke: () => void
}

/** From so many milliseconds on a server that is away is asked once for all that wait, and not by each of them. */
const SLOW = SECOND

/** `ask` ends soon, and rejects where the server doesn't answer. */
export function circuitOf(ask: () => Promise<unknown>, clock = () => performance.now()): Circuit {
  let isAway = false
  /** Who came by then has waited for an answer that wasn't given. */
  let told = -Infinity
  return {
    isClosed: async (arrived) => {
      if (!isAway) return true
      if (arrived <= told) return false
      const began = clock()
      isAway = await ask().then(
        () => false,
        () => true,
      )
      if (isAway && clock() - began >= SLOW) told = clock()
      return !isAway
    },
    broke: () => void (isAway = true),
  }
}
