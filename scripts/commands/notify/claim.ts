import { writeLedger, type Ledger } from '#model/notify/ledger'
import type { Plan } from '#model/notify/plan'
import { findLedger, type Found, type Shelf } from './ledger-keeper.ts'

export interface Patience {
  /** Milliseconds between two looks at whoever sends now. */
  look: number
  /** Milliseconds without a sign of life after which they are taken for dead. By our own watch: theirs may be wrong. */
  patience: number
  /** Whether who has claimed it is known to be gone. */
  gone: (by: string) => boolean
  sleep: (ms: number) => Promise<void>
}

export type Claimed =
  | { plan: Plan; found: Found; at: string }
  /** Nothing is to be sent, and nothing was written. */
  | { plan: Plan; found: Found; at: null }
  | { refused: string }

/** How often somebody else may be faster. */
const ATTEMPTS = 60

/**
 * Takes the ledger for this run: what everybody is owed is written down, with who sends it now, before anything is sent.
 * Who sends already is waited for: what is left then is planned anew.
 */
export async function claimLedger(
  shelf: Shelf,
  by: string,
  planFor: (ledger: Ledger) => Promise<Plan>,
  patience: Patience,
  waiting: (by: string) => void,
): Promise<Claimed> {
  for (let attempt = 1; ; attempt++) {
    const found = await unclaimed(shelf, patience, waiting)
    const plan = await planFor(found.ledger)
    if (!plan.news) return { plan, found, at: null }
    const written = await shelf.write(writeLedger({ ...plan.ledger, claim: { by, beat: 0 } }), found.at)
    if (written !== 'lost' && 'commit' in written) return { plan, found, at: written.commit }
    if (attempt >= ATTEMPTS || written !== 'lost')
      return { refused: written === 'lost' ? 'somebody else is always faster' : written.refused }
    await patience.sleep(patience.look * Math.random())
  }
}

/** The ledger once nobody sends any more, or whoever did has given no sign of life for a while. */
async function unclaimed(shelf: Shelf, { look, patience, gone, sleep }: Patience, waiting: (by: string) => void) {
  let found = await findLedger(shelf)
  let still = 0
  while (found.ledger.claim !== null && !gone(found.ledger.claim.by) && still < patience) {
    if (still === 0) waiting(found.ledger.claim.by)
    await sleep(look)
    still += look
    if ((await shelf.tip()) === found.at) continue
    found = await findLedger(shelf)
    still = 0
  }
  return found
}
