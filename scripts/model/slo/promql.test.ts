import { expect, test } from 'vitest'
import { READABLE, UNREADABLE } from '../../fixtures/queries.ts'
import { hasWindow, promqlProblem } from './promql.ts'

test.each([
  'sum(rate(x{a="b"}[{{.window}}])) by (c)',
  'quantile_over_time(0.9, x[5m])',
  'max_over_time(rate(x[{{ .window }}])[1h:])',
  'rate((x[1m] offset 5m))',
  'sum(rate(x[5m] @ end()))',
  '1 - (sum(rate(good[{{.window}}])) / sum(rate(all[{{.window}}])))',
  'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
  'absent_over_time(x[5m]) or vector(0)',
  '# a comment\nup',
])('Prometheus reads %s.', (query) => {
  expect(promqlProblem(query)).toBeNull()
})

test.each([
  ['rate(x)', 'without a range'],
  ['sum(increase(sum by (a) (x)))', 'without a range'],
  ['rate()', 'without a range'],
  ['quantile_over_time(0.9, x)', 'without a range'],
  ['sum(x[5m])', 'Unexpected range `x[5m]`'],
  ['abs(x[5m])', 'Unexpected range `x[5m]`'],
  ['x[5m] / y', 'Unexpected range `x[5m]`'],
  ['sum(x', 'Unexpected end of the query'],
  ['foo{[1m]}', 'Unexpected `[1m]}`'],
  ['x{a=b}', 'Unexpected `b}`'],
  ['nosuchfunction(x)', 'Unexpected `(x)`'],
  ['rate(x[{{.windw}}])', 'Unexpected template `{{.windw}}'],
  ['   ', 'Unexpected blank query'],
  ['x+'.repeat(10_001), 'Unexpected query of 20002 characters'],
])('Prometheus does not read %.40s.', (query, words) => {
  expect(promqlProblem(query)?.message).toContain(words)
})

test('The window is found as Sloth finds it.', () => {
  expect(['{{.window}}', '{{ .window }}', '{{  .window}}'].every(hasWindow)).toBe(true)
  expect(['{{window}}', '{.window}', '{{ .windows }}', '5m'].some(hasWindow)).toBe(false)
})

test.each(READABLE)('Prometheus reads %s.', (query) => {
  expect(promqlProblem(query)).toBeNull()
})

test.each(UNREADABLE)('Prometheus does not read %s, although its grammar does.', (query) => {
  expect(promqlProblem(query)).toMatchObject({ message: expect.stringMatching(/^Unexpected .*, expected .*\.$/) })
})

test('What is said leads to what Prometheus reads.', () => {
  const said = (query: string) => promqlProblem(query)?.help
  expect(said('sum(rate(bad[5m])) or 0')).toContain('`vector(0)`')
  expect(said('x{code=~"5\\d"}')).toContain('`\\\\d`')
  expect(said('sum_over_time((x == 0)[5m])')).toContain('`(…)[{{.window}}:]`')
})

test('However long and deep a query is, it is judged in a moment.', () => {
  for (const sum of ['1+'.repeat(9_990), 'x+'.repeat(9_990), `${'('.repeat(2)}${'-'.repeat(4_000)}`])
    expect(() => promqlProblem(`${sum}1`)).not.toThrow()
})
