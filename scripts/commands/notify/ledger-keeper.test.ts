import { expect, test } from 'vitest'
import { NO_LEDGER } from '#model/notify/ledger'
import { keepLedger } from './ledger-keeper.ts'

test.each([
  ['! [remote rejected] refs/evenkeel/delivered (pre-receive hook declined)', 1],
  ['fatal: unable to access: The requested URL returned error: 403', 1],
  ['fatal: unable to access: The requested URL returned error: 503', 8],
  ['fatal: unable to access: Recv failure', 8],
])('A ledger of which the server says “%s” is tried so often: %i.', async (words, tries) => {
  let tried = 0
  const shelf = {
    tip: async () => null,
    read: async () => null,
    write: async () => {
      tried++
      return { refused: words }
    },
  }
  const keeper = keepLedger(shelf, NO_LEDGER, '0', { pause: 0, beat: 10_000, sleep: async () => undefined })
  keeper.confirm({ channel: 'hook', id: 'an update', at: 0 })
  await expect(keeper.written()).rejects.toThrow(words)
  expect(tried).toBe(tries)
})
