import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textReport } from '#report/text'
import { jsonReport } from '#report/json'
import { githubReport } from '#report/github'
import { validating, runbook } from '../fixtures/good-content.ts'
import { boundedFindings, firstFindings, shortened } from './bounded-findings.ts'
import { countFindings, type Diagnostic } from './diagnostic.ts'

const finding = (fields: Partial<Diagnostic> = {}): Diagnostic => ({
  file: 'runbooks/x.md',
  rule: 'runbook-sections',
  severity: 'error',
  message: 'Unexpected section.',
  related: [],
  line: 1,
  column: 1,
  end_line: 1,
  end_column: 2,
  ...fields,
})
const many = (count: number, fields: Partial<Diagnostic> = {}) =>
  Array.from({ length: count }, (_, i) => finding({ line: i + 1, ...fields }))

test('Twenty thousand findings of one kind in one file are some hundreds, and a true count.', () => {
  const told = boundedFindings([...many(20_000), ...many(3, { rule: 'schema' }), finding({ file: 'y.md' })])
  expect(told).toHaveLength(504)
  expect(told[499]).toMatchObject({ line: 500, more: 19_500 })
  const text = textReport(told, 2)
  expect(text).toContain('And 19,500 more of this rule in this file.')
  expect(text).toContain('20004 errors, 0 warnings in 2 files')
  expect(text.length).toBeLessThan(60_000)
  expect(JSON.parse(jsonReport(told, 2))).toMatchObject({ counts: { errors: 20_004 } })
  expect(githubReport(told)).toContain('19995 more errors are in the log')
})

test('However many there are, of as many kinds, none is lost from the count, and each kind keeps its first.', () => {
  const kinds = fc.record({
    file: fc.constantFrom('a.md', 'b.md'),
    rule: fc.constantFrom('schema', 'handle'),
    severity: fc.constantFrom('error' as const, 'warning' as const),
    times: fc.integer({ min: 1, max: 1200 }),
  })
  fc.assert(
    fc.property(fc.array(kinds, { maxLength: 6 }), fc.integer({ min: 1, max: 30 }), (all, most) => {
      const found = all.flatMap(({ times, ...fields }) => many(times, fields))
      const told = boundedFindings(found)
      const keysOf = (list: readonly Diagnostic[]) => new Set(list.map((one) => one.file + one.rule + one.severity))
      expect(countFindings(told)).toBe(found.length)
      expect(keysOf(told)).toEqual(keysOf(found))
      expect(told.length).toBeLessThanOrEqual(8 * 500)
      expect(countFindings(firstFindings(told, most))).toBe(found.length)
      expect(firstFindings(told, most).length).toBeLessThanOrEqual(most)
    }),
  )
})

test('A few findings are told as they are.', () => {
  const few = many(500, { help: 'Write `a`.', related: [] })
  expect(boundedFindings(few)).toEqual(few)
})

test('What is quoted at length is cut, and what to do stays.', () => {
  const long = 'x'.repeat(300_000)
  expect(shortened(`Unexpected "${long}" below, expected \`---\`.`)).toBe(
    `Unexpected "${'x'.repeat(79)}…" below, expected \`---\`.`,
  )
  expect(shortened(`Unexpected "a\\"${long}`).length).toBeLessThan(1100)
  expect(shortened('Unexpected "a", expected `b`.')).toBe('Unexpected "a", expected `b`.')
  const quotes = '`'.repeat(300_000)
  expect(shortened(quotes).length).toBeLessThan(1100)
})

test('A line as long as a book is quoted in part.', () => {
  expect(validating({ [runbook]: `---${'y'.repeat(300_000)}\ntitle: x\n---\n` }).length).toBeLessThan(3000)
})

test('Of a place beside thousands of others some are told, and how many there are.', () => {
  const related = Array.from({ length: 3000 }, () => ({ ...finding(), message: 'Here too.' }))
  const [told] = boundedFindings([finding({ related })])
  expect(told?.related).toHaveLength(50)
  expect(told?.related.at(-1)?.message).toBe('Here too. And 2950 more.')
})
