import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMarkdown } from './front-matter.ts'
import { changeSaysOver, incidentSaysOver } from './says-over.ts'

const NOON = Date.parse('2026-11-23T12:00:00Z')
const record = (...lines: string[]) => `---\nid: CHG-2026-0001\n${lines.join('\n')}\n---\nText.\n`

describe('A change says that it is over', () => {
  test.each<[how: string, text: string]>([
    ['by its status', record('status: completed')],
    ['with a comment behind it', record('status: rolled_back   # at last')],
    ['below comments', `---\n# ours\n\nid: CHG-2026-0001\nstatus: cancelled\n---\n`],
    ['with the line ends of Windows', record('title: A', 'status: aborted').replaceAll('\n', '\r\n')],
  ])('%s.', (_, text) => expect(changeSaysOver(text)).toBe(true))

  test.each<[how: string, text: string]>([
    ['by another status', record('status: approved')],
    ['in its text', `${record('status: approved')}status: completed\n`],
    ['behind a separator of lines in a comment', record('status: approved', '# x\u2028status: completed')],
    ['behind a carriage return in a comment', record('status: approved', '# x\rstatus: completed')],
    ['with a separator of lines behind it', record('status: completed\u2028x')],
    [
      'in a text over several lines of a map in braces',
      '---\n{id: A, title: "x\nstatus: completed\n", status: approved}\n---\n',
    ],
    ['and something else', record('status: approved', 'status: completed')],
    ['with more behind the word', record('status: completed#x')],
  ])('Not %s.', (_, text) => expect(changeSaysOver(text)).toBe(false))
})

test('An incident is over once the time has come at which it is resolved.', () => {
  const resolved = (time: string) => incidentSaysOver(record(`resolved: ${time}`), NOON)
  expect(['2026-11-23T12:00:00Z', '2026-11-23T13:00:00+01:00'].map(resolved)).toEqual([true, true])
  expect(['2026-11-23T12:00:01Z', '2026-11-23T12:00:00-01:00', '2026-13-23T12:00:00Z', 'null'].map(resolved)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('Nothing that is read as approved is taken for over, whatever stands around it.', () => {
  const pieces =
    `status: completed|status: approved|"status": approved|title: a|title: "a|b"|c: 'x|'|d: >-|# x|- a|{|}|[a,|]|f: {a: 1,|...|---|? g|: h|!!map|&a|,`.split(
      '|',
    )
  const piece = fc.constantFrom(...pieces, 'd: |')
  const end = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\u2028', '\u0085', '\n  ', ' ')
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, end), { maxLength: 7 }), fc.boolean(), (parts, isMap) => {
      const front = parts.flat().join('')
      const text = `---\n${isMap ? 'id: A\n' : ''}${front}\n---\n`
      if (!changeSaysOver(text)) return
      const { data, problems } = readMarkdown('x.md', text)
      // What can't be read is no change that could be in the way, and named as such where it might be.
      if (problems.length === 0 && data.length === 1) expect(data[0]).not.toMatchObject({ status: 'approved' })
    }),
    { numRuns: 3000 },
  )
})
