import { withoutEndSlashes } from '../page-address.ts'
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

/** A record as its address depends on it. */
export interface Identified {
  id: string
  /** The id that an import has set. */
  public_id?: string | undefined
  /** The name of its file or folder. */
  name: string
}

/**
 * Gives each record of a page its public id, in their order: where two set the same one, the second gets that of its own
 * id; where that is the same as well, for a folder was copied, that of its folder's name.
 */
export function idGiver(siteUrl: string): (record: Identified) => string {
  const given = new Set<string>()
  return ({ id, public_id: set, name }) => {
    const kind = id.startsWith('CHG') ? 'change' : 'incident'
    if (set !== undefined && !given.has(set)) {
      given.add(set)
      return set
    }
    // No folder lies beside one of its own name, but `X` and `X.md` may.
    for (const key of [id, name, `${name}\0${given.size}`]) {
      const own = publicIdOf(kind, key, siteUrl)
      if (given.has(own)) continue
      given.add(own)
      return own
    }
    throw new Error(`Too many records are called ${name}.`)
  }
}

/** The same address, however its host is capitalised and whether it ends in a slash. */
const addressOf = (url: string): string => withoutEndSlashes(URL.canParse(url) ? new URL(url).href : url)
