import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hiddenSigns, withHiddenShown } from './hidden-signs.ts'

const shown = (text: string) => withHiddenShown(text, () => '·')

test.each([
  ['a soft hyphen', 'pay\u00ADments', 'pay·ments'],
  ['a blank without width', 'pay\u200Bments', 'pay·ments'],
  ['joiners between letters that never join', 'pay\u200Cme\u200Dnts', 'pay·me·nts'],
  ['a joiner after an accent', 'e\u0301\u200Dx', 'e\u0301·x'],
  ['words in tags', `go${String.fromCodePoint(0xe0001, 0xe0065, 0xe0076)}`, 'go···'],
  ['more in tags than a flag has', `\u{1F3F4}${'\u{E0061}'.repeat(9)}`, `\u{1F3F4}${'\u{E0061}'.repeat(7)}··`],
  ['forms of letters that have none', 'a\uFE0Eb\u{E0100}', 'a·b·'],
  ['forms of forms', '❤\uFE0F\uFE0F\uFE01', '❤\uFE0F··'],
  ['directions of words that run one way', 'safe\u202Egnp.exe\u200F', 'safe·gnp.exe·'],
  ['overrides among words that run both ways', 'שלום\u202Ex', 'שלום·x'],
  ['marks of byte order and annotation', 'a\uFEFFb\uFFF9c', 'a·b·c'],
  ['controls', 'a\u001B[2J\u0000', 'a·[2J·'],
  ['letters that fill', 'a\u3164', 'a·'],
])('%s', (_, text, as) => {
  expect(shown(text)).toBe(as)
})

test.each([
  ['a family', '👩\u200D👩\u200D👧'],
  ['a skin, and hair', '🧑🏽\u200D🦰'],
  ['a heart on fire', '❤\uFE0F\u200D🔥'],
  ['a key', '1\uFE0F\u20E3'],
  ['the flag of Scotland', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
  ['Persian', 'می\u200Cخواهم'],
  ['Hindi', 'क्\u200Dष'],
  ['Khmer', 'ភាសា\u200Bខ្មែរ'],
  ['a form of a Han letter', '葛\u{E0100}'],
  ['Hebrew with a mark', 'שלום!\u200F abc'],
  ['lines and tabs', 'a\tb\r\nc'],
  ['a note of music', 'Ça va naïve ﬁ – “x”\u00A0%'],
])('%s is left as it is.', (_, text) => {
  expect(shown(text)).toBe(text)
  expect(hiddenSigns(text)).toBe(null)
})

test('How many there are, which, and in which line the first of them.', () => {
  expect(hiddenSigns('one\r\ntwo\n\u202Ea\u2066b\u202E')).toEqual({ count: 3, names: ['U+202E', 'U+2066'], line: 3 })
})

test('In words of Latin letters nothing hidden is left, wherever it stands.', () => {
  const hidden = fc.constantFrom(
    ...'\u00AD\u034F\u061C\u200B\u200C\u200D\u200E\u2060\u202E\u2066\uFE0F\u{E0041}\u{E0101}',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom('a', 'é', ' '), hidden)), (signs) => {
      expect(withHiddenShown(signs.join(''), () => '')).toMatch(/^[aé ]*$/)
    }),
  )
})
