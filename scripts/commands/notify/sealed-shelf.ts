import { isSealed, sealed } from '#model/notify/ledger-seal'
import { UsageError } from '../usage-error.ts'
import type { Shelf } from './ledger-keeper.ts'

/** The environment variable with the key that ledgers are sealed with. */
export const LEDGER_KEY = 'EVENKEEL_LEDGER_KEY'

/** A key that could be guessed is none. */
const SHORTEST = 16

/** A shelf whose ledgers are sealed, and on which others are in doubt, where the environment has a key; else as it is. */
export function sealedShelf(shelf: Shelf, env: NodeJS.ProcessEnv): Shelf {
  const key = env[LEDGER_KEY]?.trim() ?? ''
  if (key === '') return shelf
  if (key.length < SHORTEST)
    throw new UsageError(
      `${LEDGER_KEY} holds no key: expected ${SHORTEST} characters or more. Make one: openssl rand -hex 32`,
    )
  return {
    ...shelf,
    write: (text, expected) => shelf.write(sealed(text, key), expected),
    doubt: (text) => (isSealed(text, key) ? null : `it is not sealed with ${LEDGER_KEY}`),
  }
}
