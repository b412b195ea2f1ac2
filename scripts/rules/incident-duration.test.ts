import fc from 'fast-check'
import { expect, test } from 'vitest'
import { broken, incident, validating } from '../fixtures/good-content.ts'

/* The good incident starts at 10:00, is detected at 10:02, acknowledged at 10:05, mitigated at 10:40, resolved at 11:10. */

const saying = (line: string) => validating(broken(incident, '## Timeline\n', `${line}\n\n## Timeline\n`))

test('A duration that the times contradict is reported where it stands.', () => {
  expect(saying('**Duration:** 2 h 5 min (mostly at night)')).toMatchInlineSnapshot(`
    "warning incident-duration incidents/2026/INC-2026-0001-checkout/index.md:14 Unexpected "2 h 5 min", expected 1h 10m, from \`started\` to \`resolved\`.
      ↳ incidents/2026/INC-2026-0001-checkout/index.md:10 \`resolved\` is here."
  `)
})

test.each([
  ['Duration: 71 minutes', '1h 10m'],
  ['- Time to detect: 5m', '2m'],
  ['| Time to acknowledge | 10 min |', '3m'],
  ['> TTM: 1 h 10 min', '40m'],
  ['* *Time to resolve* – 3 hours', '1h 10m'],
  ['MTTR: 2.5 h', '1h 10m'],
])('%s, expected %s', (line, expected) => {
  expect(saying(line)).toContain(`expected ${expected}, from`)
})

test.each([
  'Duration: 70 min',
  'Duration: 1 h 10 min',
  'Duration: 1 hour and 10 minutes.',
  // As exact as its smallest unit.
  'Duration: 1 h',
  'Duration: 1.2 h',
  'Time to detect: 2 min',
  // From the detection, and from the start, as others measure.
  'Time to acknowledge: 3 min',
  'Time to acknowledge: 5 min',
  'TTR: 68 min',
  // States nothing.
  'Duration: about two hours',
  'Duration: unknown',
  'Duration: 12',
  'The duration of a session is 2 h.',
  'Time to think: 2 h',
  '```\nDuration: 9 h\n```',
])('Nothing is wrong with %j', (line) => {
  expect(saying(line)).toBe('')
})

test('A time that the record has not says nothing against it.', () => {
  const record = broken(incident, 'detected: 2026-03-01T10:02:00Z\n', '')[incident] ?? ''
  expect(validating({ [incident]: record.replace('## Timeline\n', 'Time to detect: 9 min\n\n## Timeline\n') })).toBe('')
})

test('Whatever is written in minutes is reported when it is a minute or more off, and never otherwise.', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 80 }), fc.boolean(), (minutes, split) => {
      const words = split ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes} min`
      expect(saying(`Duration: ${words}`) === '').toBe(minutes === 70)
    }),
    { numRuns: 30 },
  )
})
