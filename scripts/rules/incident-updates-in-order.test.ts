import { expect, test } from 'vitest'
import { broken, findingsIn, firstUpdate, GOOD, incident, lastUpdate, validating } from '../fixtures/good-content.ts'

test('An `at` that differs from the name of its file is doubted.', () => {
  expect(validating(broken(firstUpdate, 'state:', 'at: 2026-03-01T10:16:00Z\nstate:'))).toMatchInlineSnapshot(
    `"warning incident-updates-in-order incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:2 Unexpected \`at\` of 2026-03-01T10:16:00Z, expected 2026-03-01T10:06:00Z as its file's name says."`,
  )
})

test('An `at` with milliseconds agrees with its name.', () => {
  expect(validating(broken(firstUpdate, 'state:', 'at: 2026-03-01T10:06:00.250Z\nstate:'))).toBe('')
})

test('A `since` after its update is doubted.', () => {
  expect(
    validating(
      broken(
        firstUpdate,
        'checkout: partial_outage',
        'checkout: {status: partial_outage, since: 2026-03-01T10:07:00Z}',
      ),
    ),
  ).toMatchInlineSnapshot(
    `"warning incident-updates-in-order incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Unexpected \`since\` after the update, expected 2026-03-01T10:06:00Z or earlier."`,
  )
})

const inZone = (zone: string) => ({ 'site.yaml': `${GOOD['site.yaml']}time_zone: ${zone}\n` })
const answers = (files: Record<string, string | null>) =>
  findingsIn(files)
    .filter(({ rule }) => rule === 'incident-updates-in-order')
    .map(
      ({ severity, file, line, message, help }) => `${severity} ${file.split('/').at(-1)}:${line} ${message} → ${help}`,
    )

test('A first update named by a clock behind UTC lies before the start, and is told so with both clocks.', () => {
  const early = {
    [firstUpdate]: null,
    [firstUpdate.replace('20260301T100600Z', '20260301T050600Z')]: GOOD[firstUpdate] ?? '',
  }
  expect(answers({ ...early, ...inZone('America/New_York') })).toEqual([
    'warning 20260301T050600Z.md:2 Unexpected first update at 2026-03-01T05:06:00Z, 4h 54m before `started`, expected it after 2026-03-01T10:00:00Z. → Local time? 05:06 in America/New_York is 10:06Z. Rename it to `20260301T100600Z.md`.',
  ])
  expect(answers({ ...early, ...inZone('Etc/UTC') })).toEqual([
    'warning 20260301T050600Z.md:2 Unexpected first update at 2026-03-01T05:06:00Z, 4h 54m before `started`, expected it after 2026-03-01T10:00:00Z. → Correct one of the two; both are in UTC, unless `started` has another offset.',
  ])
})

test('Half an hour before the start is no other clock.', () => {
  const name = (time: string) => ({
    [firstUpdate]: null,
    [firstUpdate.replace('20260301T100600Z', time)]: GOOD[firstUpdate] ?? '',
  })
  expect(answers(name('20260301T093000Z'))).toEqual([])
  expect(answers(name('20260301T092959Z'))).toHaveLength(1)
})

test('A start written by a clock ahead of UTC is asked for instead.', () => {
  const files = Object.fromEntries(
    [firstUpdate, lastUpdate].flatMap((file, i) => [
      [file, null],
      [file.replace(/[^/]*$/, i === 0 ? '20260301T090600Z.md' : '20260301T111000Z.md'), GOOD[file] ?? ''],
    ]),
  )
  expect(answers({ ...files, ...inZone('Europe/Berlin') })[0]).toContain(
    'Is `started` in UTC? Local time? 10:00 in Europe/Berlin is 09:00Z. Write `started: 2026-03-01T09:00:00Z` into the record.',
  )
  expect(answers({ ...files, ...broken(incident, 'caused_by:', 'source: {kind: cstate}\ncaused_by:') })).toEqual([])
})

test('A promise that was over when it was made is doubted, with both clocks.', () => {
  const next = (time: string) => broken(firstUpdate, 'state:', `next_update: ${time}\nstate:`)
  expect(answers({ ...next('2026-03-01T05:36:00Z'), ...inZone('America/New_York') })).toEqual([
    "warning 20260301T100600Z.md:2 Unexpected `next_update` of 2026-03-01T05:36:00Z, expected a time after the update's own, 2026-03-01T10:06:00Z. → Local time? 05:36 in America/New_York is 10:36Z. Write `next_update: 2026-03-01T10:36:00Z`.",
  ])
  expect(answers(next('2026-03-01T10:06:00Z'))).toHaveLength(1)
  expect(answers(next('2026-03-01T10:06:01Z'))).toEqual([])
})

test('A component that the end leaves in trouble is doubted: it stays so.', () => {
  const end = (status: string, state = 'resolved') => ({
    [lastUpdate]: `---\nstate: ${state}\ncomponents: {checkout: ${status}}\n---\nPayments work.\n`,
  })
  expect(answers(end('partial_outage'))).toEqual([
    'warning 20260301T111000Z.md:3 Unexpected "partial_outage" in the update that resolves the incident, expected `operational`: `checkout` stays so on the status page after the end. → Leave `checkout` out, or write `operational`; where it isn\'t over for it yet, `state: monitoring`.',
  ])
  expect(answers(end('operational'))).toEqual([])
  expect(answers(end('partial_outage', 'monitoring'))).toEqual([])
})

test('Corrected intervals that were over before an incident was opened anew are doubted, for they replace what it says.', () => {
  const folder = firstUpdate.replace(/[^/]+$/, '')
  const again = '---\nstate: investigating\ncomponents: {checkout: major_outage}\n---\nIt is down again.\n'
  const corrected = (to: string) => `- {component: checkout, status: partial_outage, from: 2026-03-01T10:00:00Z${to}}\n`
  const reopened = (to: string) => ({
    [`${folder}impact.yaml`]: corrected(to),
    [`${folder}20260301T120000Z.md`]: again,
  })
  expect(answers(reopened(', to: 2026-03-01T10:40:00Z'))).toEqual([
    'warning impact.yaml:1 Unexpected corrected intervals without "checkout" as it is now, expected one that goes on: customers read that it is operational. → The updates say `major_outage`, and corrected intervals replace them wholly. Add `{component: checkout, status: major_outage, from: …}` without `to`, or delete the file until it is over.',
  ])
  expect(answers(reopened(''))).toEqual([])
  expect(answers({ [`${folder}impact.yaml`]: corrected(', to: 2026-03-01T10:40:00Z') })).toEqual([])
})
