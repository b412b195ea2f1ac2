import type { NewsEvent } from '#model/notify/event'
import type { Ledger, Told } from '#model/notify/ledger'
import { planOf, type Outlet, type Plan } from '#model/notify/plan'
import type { Sent } from '#model/notify/sent'
import type { PublicCatalog } from '#model/publish/public'
import { HOUR, type Instant } from '#model/time'
import { claimLedger, type Patience } from './claim.ts'
import { findLedger, keepLedger, type Found, type Pace, type Shelf } from './ledger-keeper.ts'
import { sendAll, type Delivery } from './send-all.ts'

/** The public page of some commits. */
export interface Pages {
  /** As a commit has it at a moment, and what of it nobody is told of; null where the commit isn't to be had. */
  at: (commit: string, at: Instant) => Promise<{ page: PublicCatalog; silent: ReadonlySet<string> } | null>
  /** Whether a commit is one that another one stands on. */
  before: (one: string, other: string) => Promise<boolean>
  /** Whether a commit is on the branch that is published. */
  published: (commit: string) => Promise<boolean>
}

/** An outlet, and how it is reached; null: it can't be, for want of a secret perhaps. */
export type Reached = Outlet & { send: ((event: NewsEvent, page: PublicCatalog) => Promise<Sent>) | null }

export interface Run {
  shelf: Shelf
  /** Who sends, told from everybody else. */
  by: string
  /** What is to be told of, and when. */
  head: string
  now: Instant
  /** What counts as told to everybody, whatever the ledger says; null: what the ledger says. */
  since: { commit: string; at: Instant } | null
  pages: Pages
  outlets: readonly Reached[]
  clock: () => Instant
  patience: Patience
  pace: Pace
  /** Is told who sends now, and is waited for. */
  waiting: (by: string) => void
}

/** What is to be sent. */
export interface Planned {
  plan: Plan
  page: PublicCatalog
  /** Who is sent nothing: the ledger says that they were told of a commit that stands on this one, and isn't published. */
  ahead: string[]
}

/** What came of a run; `refused`: the ledger can't be written, so nothing was sent. */
export interface Outcome extends Planned {
  found: Found
  deliveries: Delivery[]
  refused: string | null
  /** Why what was sent last may not have been written down; null: it was. */
  unwritten: string | null
  /** Whether another run has taken over. */
  overtaken: boolean
}

/** Sends everybody what they haven't been told of, once, and writes that down. */
export async function runNotify(run: Run): Promise<Outcome> {
  const current: { planned: Planned | null } = { planned: null }
  const planFor = async (ledger: Ledger) => {
    current.planned = await planned(run, ledger)
    return current.planned.plan
  }
  const claimed = await claimLedger(run.shelf, run.by, planFor, run.patience, run.waiting)
  if ('refused' in claimed) {
    const found = await findLedger(run.shelf)
    return {
      ...(await planned(run, found.ledger)),
      found,
      deliveries: [],
      unwritten: null,
      overtaken: false,
      ...claimed,
    }
  }
  const { plan, found, at } = claimed
  if (current.planned === null) throw new Error('There is no plan.')
  const { page } = current.planned
  const outcome = { ...current.planned, found, refused: null }
  if (at === null) return { ...outcome, deliveries: [], unwritten: null, overtaken: false }
  const keeper = keepLedger(run.shelf, { ...plan.ledger, claim: { by: run.by, beat: 0 } }, at, run.pace)
  const recipients = run.outlets.flatMap(({ key, send }) => {
    const events = plan.queues.get(key)
    return send && events ? [{ key, events, send: (event: NewsEvent) => send(event, page) }] : []
  })
  // Who has failed before comes last: nobody else waits for them.
  const late = ({ key }: { key: string }) => (found.ledger.channels.get(key)?.owed.length ?? 0) > 0
  const inTurn = [...recipients.filter((one) => !late(one)), ...recipients.filter(late)]
  let deliveries: Delivery[] = []
  let unwritten: string | null = null
  try {
    deliveries = await sendAll(inTurn, keeper, run.clock)
  } finally {
    await keeper.close().catch((error: unknown) => {
      unwritten = error instanceof Error ? error.message : String(error)
    })
  }
  return { ...outcome, deliveries, unwritten, overtaken: unwritten === null && !keeper.mine() }
}

/** By how much the clock of another machine may be ahead of this one: each of them two hours off, and some more. */
const FAST = 5 * HOUR

/** What is to be sent by what a ledger says, and of which page. */
export async function planned(
  { head, now, since, pages, outlets }: Pick<Run, 'head' | 'now' | 'since' | 'pages' | 'outlets'>,
  ledger: Ledger,
): Promise<Planned> {
  const told = outlets.flatMap(({ key }) => {
    const one = ledger.channels.get(key)
    // A clock that was a little fast is waited for; a time that lies far ahead nobody has seen, and updates that wait for
    // theirs wait on.
    return one && one.at <= now + FAST ? [[key, one] as const] : []
  })
  const known: Ledger = {
    ...ledger,
    channels: new Map(since ? outlets.map(({ key }) => [key, { ...since, owed: [], confirmed: [] }]) : told),
  }
  const bases = new Map<string, PublicCatalog | null>()
  const name = ({ commit, at }: Pick<Told, 'commit' | 'at'>) => `${commit}@${at}`
  const unpublished = new Set<string>()
  let newest = head
  for (const one of known.channels.values()) {
    if (bases.has(name(one))) continue
    bases.set(name(one), (await pages.at(one.commit, one.at))?.page ?? null)
    if (one.commit === newest || !bases.get(name(one)) || !(await pages.before(newest, one.commit))) continue
    // A run for a later commit was faster than this one. Or somebody wants a branch told that nobody has merged.
    if (await pages.published(one.commit)) newest = one.commit
    else unpublished.add(one.commit)
  }
  const isAhead = ({ key }: Outlet) => unpublished.has(known.channels.get(key)?.commit ?? '')
  // What was once out is out, whatever this clock says.
  const at = Math.max(now, ...[...known.channels.values()].map((one) => one.at))
  const current = await pages.at(newest, at)
  if (!current) throw new Error(`git has no content at ${newest}.`)
  const plan = planOf({
    ledger: known,
    outlets: outlets.filter((one) => !isAhead(one)),
    page: current.page,
    commit: newest,
    silent: current.silent,
    pageOf: (one) => bases.get(name(one)) ?? null,
  })
  // What is known of channels that aren't there now isn't forgotten: they may be back.
  return {
    plan: { ...plan, ledger: { claim: null, channels: new Map([...ledger.channels, ...plan.ledger.channels]) } },
    page: current.page,
    ahead: outlets.filter(isAhead).map(({ key }) => key),
  }
}
