import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notForRunner } from './not-for-runner.ts'

/** Whether a runner would take a line for a command, as its code reads: https://github.com/actions/runner. */
const isCommand = (line: string) =>
  /^::(?:add-mask|set-output)[ :]/.test(line.trimStart()) || /##\[add-mask[ \]]/.test(line)
const lines = (text: string) => text.split(/\r\n?|\n/)

test.each([
  '::add-mask::x',
  'Slow.\n  ::set-output name=x::y',
  'Slow.\r\u00A0::add-mask::x',
  'It is ##[add-mask]x slow.',
  '{"name": "##[add-mask]x"}',
  '[x\n::add-mask::y',
])('%j is words.', (text) => {
  expect(lines(text).some(isCommand)).toBe(true)
  expect(lines(notForRunner(text)).filter(isCommand)).toEqual([])
})

test('JSON is the same data, and other words are the same without what has no width.', () => {
  const part = fc.constantFrom('::add-mask::', '##[add-mask]', '\n', ' ', 'x', ':', '##')
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (text) => {
        expect(JSON.parse(notForRunner(JSON.stringify({ text }, null, 2)))).toEqual({ text })
        const shown = notForRunner(`x${text}`)
        expect(shown.replaceAll('\u200B', '')).toBe(`x${text}`)
        expect(lines(shown).filter(isCommand)).toEqual([])
      },
    ),
  )
})
