import { expect, test } from 'vitest'
import { validating } from '../fixtures/good-content.ts'
import { readMeasurements } from './measurement-reader.ts'

const HEADER = 'start,end,good,total'
const day = (date: number, counts = '99,100') =>
  `2026-11-${String(date).padStart(2, '0')}T00:00:00Z,2026-11-${String(date + 1).padStart(2, '0')}T00:00:00Z,${counts}`
const file = (...lines: string[]) => ({ 'measurements/checkout-availability.csv': [HEADER, ...lines, ''].join('\n') })
const enough = '99000,100000'

test.each([
  ['negative', [day(1, '-1,100')], 'error schema 2 Unexpected "-1", expected a whole number of events, 0 or more.'],
  [
    'no number',
    [day(1, 'NaN,NaN')],
    'error schema 2 Unexpected "NaN", expected a whole number of events, 0 or more.\nerror schema 2 Unexpected "NaN", expected a whole number of events, 0 or more.',
  ],
  [
    'endless',
    [day(1, '1,Infinity')],
    'error schema 2 Unexpected "Infinity", expected a whole number of events, 0 or more.',
  ],
  ['a fraction', [day(1, '1.5,2')], 'error schema 2 Unexpected "1.5", expected a whole number of events, 0 or more.'],
  ['a power', [day(1, '1,1e3')], 'error schema 2 Unexpected "1e3", expected a whole number of events, 0 or more.'],
  ['more good than all', [day(1), day(2, '3,2')], 'error schema 3 Unexpected more good events than events.'],
  ['a missing cell', [day(1, '1')], 'error schema 2 Missing `total`, expected a number.'],
  ['one too many', [day(1, '1,2,3')], 'error schema 2 Unexpected key `column 5`, expected one that is known here.'],
  [
    'an end at its start',
    ['2026-11-01T00:00:00Z,2026-11-01T00:00:00Z,1,2'],
    'error schema 2 Unexpected end at or before the start, expected a later time.',
  ],
  [
    'a time without an offset',
    ['2026-11-01T00:00:00,2026-11-02T00:00:00Z,1,2'],
    'error time-has-offset 2 Unexpected time "2026-11-01T00:00:00" without an offset, expected one, such as Z for UTC or +01:00.',
  ],
  [
    'one row twice',
    [day(1), day(1)],
    'error schema 3 Unexpected row over time that another row is of, expected each time in one row.\n  ↳ 2 The other row is here.',
  ],
  [
    'another order',
    [day(2, enough), day(1, enough)],
    'warning schema 3 Unexpected row that starts before the one above it, expected rows in the order of time.',
  ],
])('A row that is %s is told of at its line.', (_, lines, expected) => {
  expect(validating(file(...lines)).replaceAll('measurements/checkout-availability.csv:', '')).toBe(expected)
})

test('A long row that others lie in is told of at each of them.', () => {
  const long = '2026-11-01T00:00:00Z,2026-11-09T00:00:00Z,1,2'
  const { problems } = readMeasurements('m.csv', [HEADER, long, day(2), day(5), day(9)].join('\n'))
  expect(
    problems.map(({ at, related }) => [
      'span' in at && at.span.line,
      related?.map((one) => 'span' in one.at && one.at.span.line),
    ]),
  ).toEqual([
    [3, [2]],
    [4, [2]],
  ])
})

test('Rows are handed on in the order of time, wherever they stand; a byte order mark and other ends of lines change nothing.', () => {
  const days = (text: string) => readMeasurements('m.csv', text).rows.map(({ start }) => new Date(start).getUTCDate())
  expect(days([HEADER, day(3), day(1), day(2)].join('\n'))).toEqual([1, 2, 3])
  expect(days(`\u{FEFF}${[HEADER, day(1), day(2), ''].join('\r\n')}`)).toEqual([1, 2])
})

test('Of many mistakes some are told of.', () => {
  const { problems } = readMeasurements(
    'm.csv',
    [HEADER, ...Array.from({ length: 50_000 }, () => day(1, 'x,y'))].join('\n'),
  )
  expect(problems).toHaveLength(20)
})
