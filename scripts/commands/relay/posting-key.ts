import { hash } from 'node:crypto'
import { formatInstant, type Instant } from '#model/time'

/** What is said to a request whose key was that of another one: it isn't done, and nobody takes it for done. */
export const OTHERS_KEY = 'This Idempotency-Key was that of another request'

export interface RequestKey {
  /** What the keys of the same request begin with; of one that its sender has named, of all that were named so. */
  prefix: string
  /** Of this time that it comes, and of what it says. */
  key: string
  /** Whether its sender has named it: then it is the same whenever it comes. */
  named: boolean
}

/** What a record is remembered by: the key that its sender gave and what was sent, else what was sent, and when. */
export function requestKey(idempotency: string | undefined, sent: readonly string[], now: Instant): RequestKey {
  if (idempotency !== undefined && idempotency.trim() !== '') {
    const prefix = `${NAMED}${digest(idempotency.trim())}:`
    return { prefix, key: `${prefix}${digest(sent.join('\0'))}`, named: true }
  }
  const prefix = `relay:body:${digest(sent.join('\0'))}:`
  return { prefix, key: `${prefix}${formatInstant(now)}`, named: false }
}

const NAMED = 'relay:key:'

/** Whether a key is one that a sender has named. */
export const isNamed = (key: string): boolean => key.startsWith(NAMED)

/** When a record was first asked for, by its key; null where that says nothing of it. */
export function keyTime(key: string): Instant | null {
  const at = Date.parse(key.slice(key.indexOf(':', 'relay:body:'.length) + 1))
  return Number.isNaN(at) ? null : at
}

const digest = (text: string): string => hash('sha256', text).slice(0, 24)
