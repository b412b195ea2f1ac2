import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Searchable } from '../view/search/found.ts'
import { fullTextIndex, openFullText, STRICTNESS } from './full-text.ts'
import { folded, partsOf, termsOf, wordsOf } from '../view/search/words.ts'

const RECORDS: Searchable[] = [
  {
    names: 'sending/payment-failures PaymentFailuresHigh',
    title: 'Too many payments fail',
    around: 'ana',
    text: 'topk(5, sum by (method) (payment_failed_total))',
  },
  {
    names: 'core/store HTTPServerDown',
    title: 'Zürich ist überlastet',
    around: 'bo',
    text: 'kubectl -n shop rollout restart deploy/store',
  },
  { names: 'CHG-2026-0451', title: 'Płatność Straße 決済が失敗', around: 'session-cache', text: 'Redis 7.0 to 7.2' },
]
/** Through JSON, as browsers get it. */
const opened = await openFullText(JSON.parse(JSON.stringify(fullTextIndex(RECORDS))))
const hits = (typed: string) => STRICTNESS.map((how) => opened(typed, how)).find((found) => found.length > 0) ?? []
const find = (typed: string) => hits(typed).map(({ place }) => place)

describe('What is typed finds', () => {
  test.each<[typed: string, place: number | null, why: string]>([
    ['payment failures', 0, 'the words of an alert in humps'],
    ['PaymentFailures', 0, 'the beginning of it'],
    ['paymentfailureshigh', 0, 'it in lower case'],
    ['pay fail', 0, 'beginnings of words'],
    ['paymnt failures', 0, 'a letter too few'],
    ['paymnet', 0, 'two letters that changed places'],
    ['failed_total', 0, 'a part of a metric'],
    ['payment_failed_total', 0, 'a metric'],
    ['server', 1, 'a word within capitals'],
    ['http down', 1, 'capitals as a word'],
    ['zurich uberlastet', 1, 'words without their accents'],
    ['ZÜRICH', 1, 'words in capitals'],
    ['deploy/store', 1, 'a part of a command'],
    ['platnosc', 2, 'letters with strokes'],
    ['strasse', 2, 'a sharp s'],
    ['失敗', 2, 'signs within a text without blanks'],
    ['chg-2026-0451', 2, 'an id'],
    ['451', null, 'no number that only ends so'],
    ['CHG-2026-0452', null, 'no other id'],
    ['...', null, 'nothing, where no word is in it'],
  ])('“%s”: %s, %s', (typed, place) => {
    expect(find(typed)).toEqual(place === null ? [] : [place])
  })
})

test.each<[typed: string, found: [place: number, missing: string[]][]]>([
  [
    'payment kubectl',
    [
      [0, ['kubectl']],
      [1, ['payment']],
    ],
  ],
  [
    'payment kubectl fail',
    [
      [0, ['kubectl']],
      [1, ['payment', 'fail']],
    ],
  ],
  ['paymnt fail', [[0, ['paymnt']]]],
  ['store outage', [[1, []]]],
  ['CHG-2026-0452', []],
  ['CHG-2026-0452 payments', [[0, ['CHG', '2026', '0452']]]],
])('What lacks a word of “%s” says so, and the one that lacks the fewest comes first.', (typed, found) => {
  const fewest = hits(typed).toSorted((a, b) => a.missing.length - b.missing.length)
  expect(fewest.map(({ place, missing }) => [place, missing])).toEqual(found)
})

test('A record whose name it is comes before one that mentions it.', async () => {
  const named: Searchable = { names: 'QueueStalled', title: 'Jobs wait', around: '', text: '' }
  const mentions: Searchable = { names: 'other', title: 'Something', around: '', text: 'see queuestalled queuestalled' }
  const search = await openFullText(JSON.parse(JSON.stringify(fullTextIndex([mentions, named]))))
  expect(search('QueueStalled', 'whole').map(({ place }) => place)).toEqual([1, 0])
})

test('Every word of a text finds it, whatever the text.', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
      const index = JSON.parse(JSON.stringify(fullTextIndex([{ names: '', title: '', around: '', text }])))
      const search = await openFullText(index)
      for (const word of wordsOf(text)) expect(search(word, 'whole')).toHaveLength(1)
    }),
    { numRuns: 60 },
  )
})

test('Names of the prototype are words like others.', async () => {
  const text = '__proto__ constructor toString hasOwnProperty'
  const search = await openFullText(
    JSON.parse(JSON.stringify(fullTextIndex([{ names: '', title: '', around: '', text }]))),
  )
  for (const word of text.split(' ')) expect(search(word, 'whole'), word).toHaveLength(1)
  expect(search('valueOf', 'whole')).toEqual([])
})

test('A name in humps has its parts, a plain word has none.', () => {
  expect(partsOf('PaymentFailuresHigh')).toEqual(['payment', 'failures', 'high'])
  expect(partsOf('HTTPServerDown')).toEqual(['http', 'server', 'down'])
  expect(partsOf('kubelet')).toEqual([])
  expect(termsOf('DiskFull90')).toEqual(['diskfull90', 'disk', 'full', '90'])
})

test('What is no word is left out: signs, and what is longer than any.', () => {
  expect(wordsOf('a-b_c `d` $E, f.g')).toEqual(['a', 'b', 'c', 'd', 'E', 'f', 'g'])
  expect(wordsOf('x'.repeat(1000))).toEqual([])
  expect(folded('Ångström ŁÓDŹ ﬁn')).toBe('angstrom lodz fin')
})
