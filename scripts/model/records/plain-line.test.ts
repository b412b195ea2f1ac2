import { expect, test } from 'vitest'
import { isSeen, plainLine, withinSentence } from './plain-line.ts'

test.each([
  ['a line of two', 'Card payments\n  delayed', 'Card payments delayed'],
  ['the ends of lines of others', 'a\r\nb\u0085c\u2028d\u2029e\tf', 'a b c d e f'],
  ['an override, which would turn round what follows', 'Payments \u202Etuo era', 'Payments tuo era'],
  ['embeddings and isolates', '\u2067a\u2069 \u202Ab\u202C', 'a b'],
  ['controls', 'Pay\u0000ments\u0007\u009B', 'Payments'],
  ['half a character', 'Pay \uD83D', 'Pay \uFFFD'],
])('Of %s the words remain.', (_, given, expected) => {
  expect(plainLine(given)).toBe(expected)
})

test.each([
  ['Arabic beside Latin, with its marks', 'بوابة الدفع\u200F (API)\u200E'],
  ['joined emoji', '👩\u200D💻 desk'],
  ['Persian with a non-joiner', 'می\u200Cخواهم'],
  ['a blank that does not break', 'Service\u00A0: lent'],
  ['composed of two', 'cafe\u0301'],
])('A name stays as it is: %s.', (_, name) => {
  expect(plainLine(name)).toBe(name)
})

test.each(['', ' \u00A0', '\u200B', '\u200D\u200E', '\u3164', '\u2800 \u2800', '\u0301', '\uFE0F', '\u{E0041}'])(
  'There is nothing to see in %j.',
  (text) => {
    expect(isSeen(text)).toBe(false)
  },
)

test.each(['a', '7', '?', '👩\u200D💻', 'é', 'عطل', '\u2801', '한'])('There is in %j.', (text) => {
  expect(isSeen(text)).toBe(true)
})

test.each([
  ['Nobody can pay.', 'Nobody can pay'],
  ['Nobody can pay', 'Nobody can pay'],
  ['Nobody can pay!', 'Nobody can pay!'],
  ['Payments, cards, ...', 'Payments, cards, ...'],
  ['Wait…', 'Wait…'],
  ['.', '.'],
  ['', ''],
])('%j stands in a sentence as %j.', (title, within) => {
  expect(withinSentence(title)).toBe(within)
})
