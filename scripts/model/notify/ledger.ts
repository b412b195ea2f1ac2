import { z } from 'zod'
import { formatInstant, parseInstant, type Instant } from '../time.ts'

/*
 * What was delivered: of each channel the commit and the moment that it was told up to, and the events until then that
 * it is owed. An event that isn't owed was confirmed, or was none of its business.
 */

/** An event that a channel is owed: enough to find it again in the page, as nobody knew it yet. */
export interface Owed {
  id: string
  /** The public id of what it is about, the place of it that is news, and what the channel knows there; null: nothing. */
  of: string
  place: string
  was: string | null
  /** When it was first to be sent. */
  since: Instant
}

export interface Told {
  /** The commit whose page it was told of, as it was at `at`. */
  commit: string
  at: Instant
  /** In the order in which they go out. */
  owed: Owed[]
  /** The newest ones that it confirmed, the last one last. */
  confirmed: { id: string; at: Instant }[]
}

export interface Ledger {
  /** Who is sending now, and another number with each sign of life; null: nobody. */
  claim: { by: string; beat: number } | null
  /** By the channel's key. */
  channels: Map<string, Told>
}

/** The ref that says what was delivered, and the file in it. */
export const LEDGER = { ref: 'refs/evenkeel/delivered', file: 'ledger.json' }

export const NO_LEDGER: Ledger = { claim: null, channels: new Map() }

/** The form that this version reads and writes. */
export const LEDGER_VERSION = 1

const instant = z.string().transform((text, context): Instant => {
  const parsed = parseInstant(text)
  if (typeof parsed === 'number') return parsed
  context.addIssue(parsed.error)
  return z.NEVER
})
// What it says is printed in logs, where a line of its own may be a command.
const line = z
  .string()
  .max(300)
  .regex(/^\P{Cc}*$/u, { error: 'a line without control characters is expected' })
const id = line.min(1)
const schema = z.object({
  version: z.literal(LEDGER_VERSION),
  claim: z.object({ by: line, beat: z.int() }).nullable(),
  channels: z.record(
    id,
    z.object({
      commit: z.string().regex(/^[0-9a-f]{40,64}$/),
      at: instant,
      owed: z.array(z.object({ id, of: id, place: id, was: line.nullable(), since: instant })),
      confirmed: z.array(z.object({ id, at: instant })),
    }),
  ),
})

/** The ledger that a text holds; else why it can't be used. `newer`: a later version of ours wrote it. */
export function readLedger(text: string): { ledger: Ledger } | { newer: number } | { unreadable: string } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { unreadable: 'it is no JSON' }
  }
  const version = z.object({ version: z.number() }).safeParse(data).data?.version
  if (version !== undefined && version > LEDGER_VERSION) return { newer: version }
  const { success, data: read, error } = schema.safeParse(data)
  if (success) return { ledger: { claim: read.claim, channels: new Map(Object.entries(read.channels)) } }
  const [issue] = error.issues
  const place = issue?.path
    .join('.')
    .replaceAll(/\p{Cc}/gu, '?')
    .slice(0, 100)
  return { unreadable: `${place || 'it'}: ${issue?.message ?? 'unexpected'}` }
}

/** A ledger as text, for people as well. */
export const writeLedger = ({ claim, channels }: Ledger): string =>
  `${JSON.stringify(
    {
      version: LEDGER_VERSION,
      claim,
      channels: Object.fromEntries(
        [...channels].map(([key, { commit, at, owed, confirmed }]) => [
          key,
          {
            commit,
            at: formatInstant(at),
            owed: owed.map((one) => ({ ...one, since: formatInstant(one.since) })),
            confirmed: confirmed.map((one) => ({ ...one, at: formatInstant(one.at) })),
          },
        ]),
      ),
    },
    null,
    1,
  )}\n`

/** That a channel has taken an event. */
export interface Confirmation {
  channel: string
  id: string
  at: Instant
}

/** Confirmed ones that a ledger names of each channel, for people who look into it. */
const NAMED = 5

/** A ledger with some more that was confirmed: whoever writes first, nothing that a channel has taken is owed again. */
export function withConfirmed({ claim, channels }: Ledger, more: readonly Confirmation[]): Ledger {
  const by = Map.groupBy(more, ({ channel }) => channel)
  return {
    claim,
    channels: new Map(
      [...channels].map(([key, told]) => {
        const own = by.get(key)
        if (own === undefined) return [key, told]
        const ids = new Set(own.map((one) => one.id))
        const confirmed = [
          ...told.confirmed.filter((one) => !ids.has(one.id)),
          ...own.map((one) => ({ id: one.id, at: one.at })),
        ].slice(-NAMED)
        return [key, { ...told, owed: told.owed.filter((one) => !ids.has(one.id)), confirmed }]
      }),
    ),
  }
}
