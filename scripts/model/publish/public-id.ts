import { createHmac } from 'node:crypto'

const ALPHABET = 36n
const LENGTH = 12

/**
 * The 12 characters `[a-z0-9]` that stand for something on the public site. Keyed with the site's address, so that
 * one record has different ids on different pages, and the internal id doesn't show.
 */
export function publicIdOf(kind: string, id: string, siteUrl: string): string {
  const digest = createHmac('sha256', addressOf(siteUrl)).update(`${kind}\0${id}`).digest()
  return (digest.readBigUInt64BE() % ALPHABET ** BigInt(LENGTH)).toString(Number(ALPHABET)).padStart(LENGTH, '0')
}

/** Gives each record of a page its public id; where two set the same one, the second gets that of its own id. */
export function idGiver(siteUrl: string): (record: { id: string; public_id?: string | undefined }) => string {
  const given = new Set<string>()
  return ({ id, public_id: set }) => {
    const kind = id.startsWith('CHG') ? 'change' : 'incident'
    const own = set === undefined || given.has(set) ? publicIdOf(kind, id, siteUrl) : set
    given.add(own)
    return own
  }
}

/** The same address, however its host is capitalised and whether it ends in a slash. */
const addressOf = (url: string): string => (URL.canParse(url) ? new URL(url).href : url).replace(/\/+$/, '')
