import { createHmac, timingSafeEqual } from 'node:crypto'

/*
 * Whoever may push may write the ledger's ref, for no rule of a forge covers refs that are neither branches nor tags. With a
 * key that only those who send have, a ledger that somebody else has written is told from theirs.
 */

const SEAL = /,\n "seal": "([0-9a-f]{64})"\n\}\n$/
const END = '\n}\n'

const digest = (text: string, key: string) => createHmac('sha256', key).update(text).digest('hex')

/** The text of a ledger with a seal as its last field. */
export const sealed = (text: string, key: string): string =>
  `${text.slice(0, -END.length)},\n "seal": "${digest(text, key)}"${END}`

/** Whether whoever has the key has sealed a text. */
export function isSealed(text: string, key: string): boolean {
  const found = SEAL.exec(text)
  if (!found?.[1]) return false
  const expected = digest(`${text.slice(0, found.index)}${END}`, key)
  return timingSafeEqual(Buffer.from(found[1]), Buffer.from(expected))
}
