import { expect, test } from 'vitest'
import { broken, change, validating } from '../fixtures/good-content.ts'

test('A key that stands twice is reported at its second place.', () => {
  expect(validating(broken('services/checkout.yaml', 'tier: 1', 'tier: 1\ntier: 2'))).toMatchInlineSnapshot(
    `"error yaml-syntax services/checkout.yaml:4 Unexpected second \`tier\`, expected each key once."`,
  )
})

test('A tab for indentation is named.', () => {
  expect(validating(broken(change, '  max_duration', '\tmax_duration'))).toMatchInlineSnapshot(
    `"error yaml-syntax changes/2026/CHG-2026-0001-cache.md:13 Unexpected tab, expected spaces to indent with."`,
  )
})

test('A bracket that stays open is reported.', () => {
  expect(validating(broken('services/checkout.yaml', '[ledger-store]', '[ledger-store'))).toMatchInlineSnapshot(
    `"error yaml-syntax services/checkout.yaml:4 Unexpected end of \`depends_on: [ledger-store\`, expected a closing \`]\`."`,
  )
})

test('Aliases that multiply are refused, not expanded.', () => {
  expect(
    validating({
      'services/bomb.yaml': `name: Bomb\nteam: platform\ntier: 1\n${'abcdefgh'
        .split('')
        .map((key, i, all) => `${key}: &${key} [${Array(9).fill(i === 0 ? 'x' : `*${all[i - 1]}`)}]`)
        .join('\n')}\n`,
    }),
  ).toMatchInlineSnapshot(
    `"error yaml-syntax services/bomb.yaml:1 Unexpected alias, expected plain values: excessive alias count indicates a resource exhaustion attack."`,
  )
})

test('A list nested without end is refused.', () => {
  expect(
    validating({ 'services/deep.yaml': `labels: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n` }),
  ).toMatchInlineSnapshot(
    `"error yaml-syntax services/deep.yaml:1 Unexpected depth of nesting, expected a few levels."`,
  )
})

test('A second document in a record is reported.', () => {
  expect(
    validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\n---\nname: Another')),
  ).toMatchInlineSnapshot(
    `"error yaml-syntax services/ledger-store.yaml:5 Unexpected second document, expected one record a file."`,
  )
})

test('A tag that would make something else of a value is refused.', () => {
  expect(validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: !!js/function "x"'))).toMatchInlineSnapshot(
    `"error yaml-syntax services/ledger-store.yaml:3 Unexpected \`!\` at the start of the value in \`tier: !!js/function "x"\`, expected it in quotes: YAML means something else by it."`,
  )
})

test.each(['\n', '\n\n', '\r\n', '\n# words\n'])(
  'A slip in a file that begins with %j is told of, and the reading ends.',
  (above) => {
    const found = validating({ 'slos/checkout.yaml': `${above}groups:\n  - name: [\n` })
    expect(found).toMatch(/^error yaml-syntax slos\/checkout\.yaml:\d+ /)
  },
)
