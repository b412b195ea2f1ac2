import { expect, test } from 'vitest'
import { textOf } from './told.ts'

test('The log names a notice of a component by what it tells.', () => {
  const event = { id: 'evt_1', kind: 'component', about: 'component', of: 'c1', title: 'Checkout', at: 0 }
  const told = { channel: 'webhook HOOK', sent: [event], owed: [], dropped: [], why: null }
  expect(textOf([told], false)).toContain('webhook HOOK: 1 message sent\n  component state: Checkout  evt_1')
})
