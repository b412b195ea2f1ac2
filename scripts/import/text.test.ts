import { expect, test } from 'vitest'
import { oneLine } from './text.ts'

test('A name of several lines becomes one; spaces within a line stay.', () => {
  expect(oneLine('  Card \r\n\tpayments  delayed\n')).toBe('Card payments  delayed')
})

test('What would steer a terminal goes, and nothing but that is no name.', () => {
  expect(oneLine('Down\u001b[2J\u007fagain')).toBe('Down [2J again')
  expect(oneLine(' \u0000 \n \u001b ')).toBe('')
})

test('A name of nothing but spaces takes no longer than its length: a search of every start would time out here.', () => {
  const spaces = ' '.repeat(1_000_000)
  expect(oneLine(`a${spaces}b`)).toHaveLength(1_000_002)
})
