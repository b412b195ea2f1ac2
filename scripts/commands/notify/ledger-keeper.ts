import { readLedger, writeLedger, withConfirmed, NO_LEDGER, type Confirmation, type Ledger } from '#model/notify/ledger'
import { isForGood } from '#io/git/for-good'
import type { OneFileRef } from '#io/git/one-file-ref'

/** Where the ledger is kept. */
export type Shelf = Pick<OneFileRef, 'tip' | 'read' | 'write'> & {
  /** Why a text that lies there isn't one of ours; null: it is. Left out: all are. */
  doubt?: (text: string) => string | null
}

/** The ledger as it lies there, and the commit that it was read from. */
export interface Found {
  ledger: Ledger
  at: string | null
  /** Why it counts for nothing, where something lies there that does. */
  unreadable: string | null
}

/** A ledger that a later version wrote is left alone, and so is everything that it would be needed for. */
export class NewerLedger extends Error {}

export async function findLedger(shelf: Shelf): Promise<Found> {
  const at = await shelf.tip()
  if (at === null) return { ledger: NO_LEDGER, at, unreadable: null }
  const text = await shelf.read(at)
  // Who has replaced it meanwhile wrote another one.
  if (text === null && (await shelf.tip()) !== at) return findLedger(shelf)
  const doubt = text === null ? 'it holds no ledger' : (shelf.doubt?.(text) ?? null)
  const read = text === null || doubt !== null ? { unreadable: doubt ?? '' } : readLedger(text)
  if ('newer' in read) throw new NewerLedger(`Version ${read.newer} of the ledger`)
  if ('unreadable' in read) return { ledger: NO_LEDGER, at, unreadable: read.unreadable }
  return { ledger: read.ledger, at, unreadable: null }
}

/** Writes down what was confirmed, many at a time: while one push is under way, what comes waits for the next one. */
export interface Keeper {
  /** Notes that an event was taken; it is written down soon. */
  confirm: (confirmation: Confirmation) => void
  /** Done once all that was noted is written down. Throws where that can't be. */
  written: () => Promise<void>
  /** Whether it is still ours to send: nobody has taken over, and what is sent can be written down. */
  mine: () => boolean
  /** Writes down what is left, gives the ledger back to whoever comes next, and ends. Throws as `written`. */
  close: () => Promise<void>
}

export interface Pace {
  /** Milliseconds from one push to the next where nobody waits for it. */
  pause: number
  /** Milliseconds after which a sign of life is written. */
  beat: number
  sleep: (ms: number) => Promise<void>
}

/** How often a push is tried. */
const ATTEMPTS = 8

/** Keeps a ledger that this run has claimed, and written in commit `at`. */
export function keepLedger(shelf: Shelf, claimed: Ledger, at: string, { pause, beat, sleep }: Pace): Keeper {
  const state = { ledger: claimed, tip: at as string | null, mine: true, failed: null as unknown }
  const confirmed: Confirmation[] = []
  let waiting: Confirmation[] = []
  let queue = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  /** Puts a ledger there; where somebody else was faster, what was confirmed here goes on top of theirs. */
  const put = async (wanted: Ledger): Promise<void> => {
    let next = wanted
    for (let attempt = 1; ; attempt++) {
      const written = await shelf.write(writeLedger(next), state.tip)
      if (written !== 'lost' && 'commit' in written) {
        state.ledger = next
        state.tip = written.commit
        return
      }
      const isOver = attempt >= ATTEMPTS || (written !== 'lost' && isForGood(written.refused))
      if (isOver) throw new Error(written === 'lost' ? 'somebody else is always faster' : written.refused)
      await sleep(pause * attempt * (0.5 + Math.random()))
      const found = await findLedger(shelf)
      state.tip = found.at
      if (found.at === null || found.unreadable !== null) continue
      if (found.ledger.claim?.by !== claimed.claim?.by) state.mine = false
      next = withConfirmed(found.ledger, confirmed)
    }
  }
  /** The writing that comes after the one under way: whoever asks until then is in it. */
  let next: Promise<void> | null = null
  let isPulseDue = false
  const flush = (alive: boolean): Promise<void> => {
    isPulseDue ||= alive
    next ??= queue = queue.then(async () => {
      next = null
      const [now, pulseIsDue] = [waiting, isPulseDue]
      isPulseDue = false
      if (state.failed !== null || (now.length === 0 && !(pulseIsDue && state.mine))) return
      waiting = []
      try {
        const { claim, channels } = withConfirmed(state.ledger, now)
        await put({ claim: claim && state.mine ? { ...claim, beat: claim.beat + 1 } : claim, channels })
      } catch (error) {
        state.failed = error
      }
    })
    return next
  }
  const pulse = setInterval(() => void flush(true), beat)
  pulse.unref()
  const written = async () => {
    await flush(false)
    if (state.failed !== null) throw state.failed
  }

  return {
    mine: () => state.mine && state.failed === null,
    confirm: (confirmation) => {
      confirmed.push(confirmation)
      waiting.push(confirmation)
      timer ??= setTimeout(() => {
        timer = undefined
        void flush(false)
      }, pause)
    },
    written,
    close: async () => {
      clearInterval(pulse)
      clearTimeout(timer)
      await written()
      if (state.mine) await put({ ...state.ledger, claim: null })
    },
  }
}
