import { expect, test } from 'vitest'
import { authorsOf, isAuthor, openerOf } from './authors.ts'

test('Each is named once, however it is spelled, and who opened it comes first.', () => {
  expect(authorsOf('@Ana', ['bo', 'ANA', '@bo', ' cy '])).toEqual(['Ana', 'bo', 'cy'])
})

test('Who wrote a commit never passes for who opened it, whose account is gone.', () => {
  const authors = authorsOf(null, ['ana', ''])
  expect(openerOf(authors)).toBe(null)
  expect(isAuthor('ANA', authors)).toBe(true)
  expect(openerOf([])).toBe(null)
})
