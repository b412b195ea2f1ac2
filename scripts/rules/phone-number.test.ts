import { expect, test } from 'vitest'
import { telephone } from '#model/records/telephone'
import { validating } from '../fixtures/good-content.ts'

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
])('%s is called as %s.', (written, address) => {
  expect(telephone(written)).toBe(address)
})

test.each(['', 'call ana', '+', '12', '+34 600 000 000 or chat', '+34;600', 'javascript:1', '1234567890123456'])(
  '%j is no number.',
  (written) => {
    expect(telephone(written)).toBeNull()
  },
)
