import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineDiff } from './line-diff.ts'

test('A line that goes and one that comes are told with three lines around them.', () => {
  const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
  expect(lineDiff(before, ['1', '2', '3', '4', 'five', '6', '7', '8', '9'])).toEqual({
    lines: ['@@ -2,7 +2,7 @@', ' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'],
    isCut: false,
  })
})

test('Where nothing differs nothing is told; of nothing everything is new.', () => {
  expect(lineDiff(['a', ''], ['a', ''])).toEqual({ lines: [], isCut: false })
  expect(lineDiff([], ['a'])).toEqual({ lines: ['@@ -0,0 +1,1 @@', '+a'], isCut: false })
})

test('Texts that are too long or too different to compare say so.', () => {
  const numbers = (prefix: string) => Array.from({ length: 20_000 }, (_, i) => `${prefix}${i}`)
  expect(lineDiff(numbers('a'), numbers('b'))).toEqual({ lines: [], isCut: true })
  expect(lineDiff(numbers('a'), ['x', ...numbers('a')])).toMatchObject({ isCut: true })
})

/** Carries out a diff, as `patch` does. */
function patched(before: readonly string[], lines: readonly string[]): string[] {
  const after: string[] = []
  let at = 0
  for (const line of lines) {
    const hunk = /^@@ -(\d+),(\d+) /.exec(line)
    const text = line.slice(1)
    if (hunk) {
      const from = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1)
      after.push(...before.slice(at, from))
      at = from
    } else if (line.startsWith('+')) after.push(text)
    else {
      expect(before[at]).toBe(text)
      at += 1
      if (line.startsWith(' ')) after.push(text)
    }
  }
  return [...after, ...before.slice(at)]
}

test('Carried out, a diff makes the second text of the first.', () => {
  const text = fc.array(fc.constantFrom('', 'a', 'b', '+', '- c', '@@ -1,1 +1,1 @@'), { maxLength: 40 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(patched(before, lineDiff(before, after).lines)).toEqual(after)
    }),
  )
})
