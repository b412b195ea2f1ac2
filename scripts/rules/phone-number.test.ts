import { expect, test } from 'vitest'
import { telephone, withCountry } from '#model/records/telephone'
import { findingsIn, validating } from '../fixtures/good-content.ts'

const team = 'teams/platform.yaml'

test('A phone with letters is reported where it stands.', () => {
  expect(validating({ [team]: 'name: Platform\nmembers: [ana, bo]\npeople:\n  ana: {phone: 0800-FLOWERS}\n' })).toBe(
    `warning phone-number ${team}:4 Unexpected phone "0800-FLOWERS", expected digits such as "+34 600 000 000".`,
  )
})

test.each([
  ['+34 600 000 000', 'tel:+34600000000'],
  ['+44 (0)20 7946 0000', 'tel:+442079460000'],
  ['030/12 34-56', 'tel:030123456'],
  ['+31 6 0000 0102 ext. 12', 'tel:+31600000102;ext=12'],
  ['112', 'tel:112'],
  ['0033 6 12 34 56 78', 'tel:+33612345678'],
  ['+0049 30 123456', 'tel:+4930123456'],
  ['+44 (0) 20 7946 0000', 'tel:+442079460000'],
  ['0151 2345678', 'tel:01512345678'],
  ['4411', 'tel:4411'],
])('%s is called as %s.', (written, address) => {
  expect(telephone(written)).toBe(address)
})

test.each([
  '',
  'call ana',
  '+',
  '12',
  '+34 600 000 000 or chat',
  '+34;600',
  'javascript:1',
  '1234567890123456',
  '+0151 2345678',
])('%j is no number.', (written) => {
  expect(telephone(written)).toBeNull()
})

test.each<[string, string | null]>([
  ['+34 600 000 000', null],
  ['+44 (0)20 7946 0000', null],
  ['+49 30 5550100 ext. 12', null],
  ['4411', null],
  ['112', null],
  ['117 118', null],
  ['0033 6 12 34 56 78', '+33 6 12 34 56 78'],
  ['00336123456', '+336123456'],
  ['+0049 30 123456', '+49 30 123456'],
  ['+0151 2345678', '+… 151 2345678'],
  ['0151 2345678', '+… 151 2345678'],
  ['(030) 123 45 67 x 8', '+… 30 123 45 67 x 8'],
  ['45200000', '+… 45200000'],
  ['0800-FLOWERS', null],
])('%s is written as %s to be called from anywhere.', (written, whole) => {
  expect(withCountry(written)).toBe(whole)
  // Whatever is told to be written is a number that nothing is said of.
  if (whole !== null) expect(withCountry(whole.replace('…', '49'))).toBeNull()
  if (whole !== null) expect(telephone(whole.replace('… ', '49'))).toMatch(/^tel:\+[1-9]/)
})

const PEOPLE = 'name: Platform\nmembers: [ana, bo]\npeople:\n'

test('A number without its country is reported where it stands, a contact too, and an internal one is none.', () => {
  expect(
    validating({
      [team]: `${PEOPLE}  ana: {phone: "0151 2345678"}\n  bo: {phone: "4411"}\ncontacts: {phone: "030 5550100", room: "030 5550100"}\n`,
    }),
  ).toBe(
    [
      `warning phone-number ${team}:4 Unexpected phone "0151 2345678" without its country, expected a number that can be called from anywhere.`,
      `warning phone-number ${team}:6 Unexpected phone "030 5550100" without its country, expected a number that can be called from anywhere.`,
    ].join('\n'),
  )
})

test('Who has one number in one team and another in another is reported at the second, however they are written.', () => {
  const two = (one: string, other: string) =>
    validating({
      [team]: `${PEOPLE}  ana: {phone: "${one}"}\n`,
      'teams/tools.yaml': `name: Tools\nmembers: [Ana]\npeople: {Ana: {phone: "${other}"}}\n`,
    })
  expect(two('+34 600 000 001', '+34 600 000 002')).toBe(
    'warning phone-number teams/tools.yaml:3 Unexpected phone "+34 600 000 002" of Ana, expected "+34 600 000 001", as Platform has it.\n  ↳ teams/platform.yaml:4 The number that Platform has.',
  )
  expect(two('+34 600 000 001', '+34-600 000001')).toBe('')
  expect(two('+34 600 000 001', '0034 600 000 001')).not.toContain('of Ana')
})

test('A number without quotes is told to be put in quotes as it stands, for what was read has lost its plus.', () => {
  const [found] = findingsIn({ [team]: `${PEOPLE}  ana: {phone: +34600000000}\n` })
  expect(found).toMatchObject({
    severity: 'error',
    rule: 'schema',
    line: 4,
    help: expect.stringContaining('as it stands there'),
  })
})
