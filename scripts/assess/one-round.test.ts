import { expect, test } from 'vitest'
import { change, findingsIn, firstUpdate, GOOD, incident } from '../fixtures/good-content.ts'

/*
 * Who slips twice in a file reads of both at once: the check runs for a minute each time. What is only guessed, because a
 * slip of YAML hides the line that would say it, isn't reported.
 */

const told = (file: string, ...slips: [from: string, to: string][]) => {
  let text = GOOD[file] ?? ''
  for (const [from, to] of slips) {
    expect(text.split(from)).toHaveLength(2)
    text = text.replace(from, () => to)
  }
  return findingsIn({ [file]: text }).map(({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`)
}

test('An update whose title has a colon and whose state is misspelt is told both, each at its place.', () => {
  expect(
    told(firstUpdate, ['title: Card payments delayed', 'title: Checkout: slow'], ['investigating', 'investigatin']),
  ).toMatchInlineSnapshot(`
    [
      "2:8 schema Unexpected "investigatin", expected one of investigating, identified, monitoring, resolved.",
      "3:8 yaml-syntax Unexpected \`: \` in the value of \`title: Checkout: slow\`, expected a text with a colon in quotes.",
    ]
  `)
})

test('So is the record of an incident, of a change, a service, and the settings.', () => {
  expect(told(incident, ['SEV-2', 'SEV2'], ['answers with errors', 'answers: with errors'])).toMatchInlineSnapshot(`
    [
      "3:8 yaml-syntax Unexpected \`: \` in the value of \`title: Checkout answers: with errors\`, expected a text with a colon in quotes.",
      "4:11 schema Unexpected "SEV2", expected one of SEV-1, SEV-2, SEV-3, SEV-4.",
    ]
  `)
  expect(
    told(
      change,
      ['type: normal', 'type: Normal'],
      ['max_duration: 15m', 'max_duration: 15'],
      ['[checkout]', '[checkout'],
    ),
  ).toMatchInlineSnapshot(`
    [
      "4:7 schema Unexpected "Normal", expected one of standard, normal, emergency.",
      "9:11 yaml-syntax Unexpected end of \`services: [checkout\`, expected a closing \`]\`.",
      "13:17 schema Unexpected number 15, expected a duration.",
    ]
  `)
  expect(told('services/checkout.yaml', ['tier: 1', 'tier: 9'], ['name: Checkout API', 'name: "Checkout API']))
    .toMatchInlineSnapshot(`
    [
      "1:7 yaml-syntax Unexpected end of \`name: "Checkout API\` within quotes, expected a closing \`"\`.",
      "3:7 schema Unexpected number 9, expected at most 4.",
    ]
  `)
  expect(told('site.yaml', ['name: Acme', 'name: Acme: status\nuptime: {days: ninety}'])).toMatchInlineSnapshot(`
    [
      "1:7 yaml-syntax Unexpected \`: \` in the value of \`name: Acme: status\`, expected a text with a colon in quotes.",
      "2:16 schema Unexpected "ninety", expected a number from 1 to 365.",
    ]
  `)
})

test('What may stand in the line that nobody can read isn’t said to be missing, nor what lies below it unknown.', () => {
  expect(told(incident, ['severity: SEV-2', 'severity: "SEV-2'])).toHaveLength(1)
  expect(told(incident, ['severity: SEV-2', 'severity SEV-2'])).toHaveLength(1)
  expect(
    told(firstUpdate, ['components: {checkout: partial_outage}', 'components: {\ncheckout: partial_outage']),
  ).toHaveLength(1)
  expect(told(incident, ['severity: SEV-2\n', ''], ['answers with errors', 'answers: with errors'])).toEqual([
    expect.stringContaining('Missing `severity`'),
    expect.stringContaining('yaml-syntax'),
  ])
})
