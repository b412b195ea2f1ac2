import { expect, test } from 'vitest'
import { refer, titleInList } from './reference.ts'

test('A title as long as a book is cut where others stand beside it; any other stands as it is.', () => {
  expect(titleInList('a'.repeat(400_000))).toBe(`${'a'.repeat(300)}…`)
  expect(titleInList('Booking answers slowly.')).toBe('Booking answers slowly')
  expect(titleInList('a'.repeat(300))).toBe('a'.repeat(300))
  expect(titleInList(`${'a'.repeat(299)}${'😀'.repeat(9)}`).isWellFormed()).toBe(true)
  expect(refer('runbook', 'x', { title: 'b'.repeat(1000) }).title).toHaveLength(301)
})
