import { hash } from 'node:crypto'
import { formatInstant, type Instant } from '#model/time'

export interface RequestKey {
  /** What the keys of the same request begin with. */
  prefix: string
  /** Of this time that it comes. */
  key: string
  /** Whether its sender has named it: then it is the same whenever it comes. */
  named: boolean
}

/** What a new record is remembered by: the key that its sender gave, else what was sent, and when. */
export function requestKey(idempotency: string | undefined, sent: readonly string[], now: Instant): RequestKey {
  if (idempotency !== undefined && idempotency.trim() !== '') {
    const key = `${NAMED}${digest(idempotency.trim())}`
    return { prefix: key, key, named: true }
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
