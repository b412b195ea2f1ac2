import { expect, test } from 'vitest'
import { NO_LEDGER, readLedger, writeLedger } from './ledger.ts'
import { isSealed, sealed } from './ledger-seal.ts'

const KEY = 'a key that nobody else has'
const text = writeLedger({
  claim: { by: 'a "seal": "b"', beat: 1 },
  channels: new Map([['slack URL', { commit: 'a'.repeat(40), at: 0, owed: [], confirmed: [] }]]),
})

test('What is sealed is read as before, and is known by its key alone.', () => {
  const whole = sealed(text, KEY)
  expect(readLedger(whole)).toEqual(readLedger(text))
  expect(isSealed(whole, KEY)).toBe(true)
  expect(isSealed(whole, `${KEY}.`)).toBe(false)
  expect(sealed(writeLedger(NO_LEDGER), KEY)).not.toContain(KEY)
})

test.each<[string, (whole: string) => string]>([
  ['without a seal', () => text],
  ['with another commit', (whole) => whole.replace('aaaa', 'bbbb')],
  ['with a field behind its seal', (whole) => whole.replace(/\n\}\n$/, ',\n "version": 1\n}\n')],
  ['with a second seal', (whole) => sealed(whole, 'another key')],
  [
    'with the seal of another one',
    (whole) => whole.replace(/"seal": "\w+"/, sealed('{\n}\n', KEY).match(/"seal": "\w+"/)?.[0] ?? ''),
  ],
  ['of no text', () => ''],
])('One %s is nobody’s.', (_, change) => {
  expect(isSealed(change(sealed(text, KEY)), KEY)).toBe(false)
})
