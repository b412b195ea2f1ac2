import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../scripts/fixtures/any-text.ts'
import { withoutControls } from './without-controls.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const cleaned = (text: string) => new TextDecoder('utf-8', { fatal: true }).decode(withoutControls(bytes(text)))

test('What steers a terminal is left out, and nothing else.', () => {
  expect(cleaned('a\u001B[31mb\u0007\u0000\u007F\u0085\u009Bc\td\r\ne é Â \u0080😀')).toBe('a[31mbc\td\r\ne é Â 😀')
  const page = bytes('<p>Störung: £5, ©, Â, 日本</p>\n')
  expect(withoutControls(page)).toBe(page)
})

test('What turns text round is left out; what isolates a name, or belongs to a script, stays.', () => {
  expect(cleaned('safe\u202Egnp.exe\u202C \u202Aa\u202Bb\u202D \u2066c\u2067d\u2069')).toBe('safegnp.exe ab cd\u2069')
  const page = bytes('\u2068שלום\u2069\u200F \u200Eab می\u200Cخواهم “–…” \u2028')
  expect(withoutControls(page)).toBe(page)
})

test('Every other character of any text stays as it is.', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const whole = text.toWellFormed()
      expect(cleaned(whole)).toBe(
        [...whole].filter((one) => !/[\p{Cc}\u202A-\u202E\u2066\u2067]/u.test(one) || '\t\n\r'.includes(one)).join(''),
      )
    }),
  )
})
