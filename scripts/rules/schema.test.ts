import { expect, test } from 'vitest'
import {
  broken,
  change,
  findingsIn,
  firstUpdate,
  GOOD,
  incident,
  lastUpdate,
  standardChange,
  validating,
} from '../fixtures/good-content.ts'

test('An unknown key is reported with the nearest known one.', () => {
  expect(validating(broken(incident, 'severity:', 'serverity:'))).toMatchInlineSnapshot(
    `"error schema incidents/2026/INC-2026-0001-checkout/index.md:4 Unexpected key \`serverity\`, expected \`severity\`."`,
  )
})

test('A key that is there already is not what another one was meant to be.', () => {
  expect(validating(broken('services/ledger-store.yaml', 'tier: 2', 'teir: 2'))).toMatchInlineSnapshot(
    `"error schema services/ledger-store.yaml:3 Unexpected key \`teir\`, expected \`tier\`."`,
  )
})

test('A key is told apart from those that are known where all that it resembles are there.', () => {
  expect(validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\nteir: 2'))).toMatchInlineSnapshot(
    `"error schema services/ledger-store.yaml:4 Unexpected key \`teir\`, expected one that is known here."`,
  )
})

test('A key that resembles none is reported with all that are known.', () => {
  expect(
    validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\ncolour_scheme: blue')),
  ).toMatchInlineSnapshot(
    `"error schema services/ledger-store.yaml:4 Unexpected key \`colour_scheme\`, expected one that is known here."`,
  )
})

test('A missing field is reported at the map that should have it.', () => {
  expect(validating(broken('services/checkout.yaml', 'team: platform\n', ''))).toMatchInlineSnapshot(
    `"error schema services/checkout.yaml:1 Missing \`team\`, expected text."`,
  )
})

test('A number where text is expected is told to be quoted.', () => {
  expect(validating(broken('services/ledger-store.yaml', 'name: Ledger store', 'name: 42'))).toMatchInlineSnapshot(
    `"error schema services/ledger-store.yaml:1 Unexpected number 42, expected text."`,
  )
})

test('A value that is none of the choices is reported with all of them.', () => {
  expect(validating(broken(incident, 'SEV-2', 'SEV-9'))).toMatchInlineSnapshot(
    `"error schema incidents/2026/INC-2026-0001-checkout/index.md:4 Unexpected "SEV-9", expected one of SEV-1, SEV-2, SEV-3, SEV-4."`,
  )
})

test('A day that the calendar does not have is refused.', () => {
  expect(validating(broken(incident, 'resolved: 2026-03-01T11', 'resolved: 2026-02-30T11'))).toMatchInlineSnapshot(
    `"error schema incidents/2026/INC-2026-0001-checkout/index.md:10 Unexpected "2026-02-30", expected a day that the calendar has."`,
  )
})

test('A state that an update cannot have is reported with those that it can.', () => {
  expect(validating(broken(firstUpdate, 'investigating', 'looking'))).toMatchInlineSnapshot(
    `"error schema incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:2 Unexpected "looking", expected one of investigating, identified, monitoring, resolved."`,
  )
})

test('The first update needs a title.', () => {
  expect(validating(broken(firstUpdate, 'title: Card payments delayed\n', ''))).toMatchInlineSnapshot(
    `"error schema incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:2 Missing \`title\`, expected what customers read, as this is the first update."`,
  )
})

const inZone = (zone: string) => ({ 'site.yaml': `${GOOD['site.yaml']}time_zone: ${zone}\n` })
const posted = (name: string) => firstUpdate.replace('20260301T100600Z', name)
const ofTitle = (files: Record<string, string | null>) =>
  findingsIn(files)
    .filter(({ rule }) => rule === 'schema')
    .map(({ severity, file, message, help }) => `${severity} ${file.split('/').at(-1)} ${message} → ${help}`)

test('An update named before the one that has the title is asked for its time, not for a title.', () => {
  const early = { [lastUpdate]: null, [posted('20260301T061000Z')]: GOOD[lastUpdate] ?? '' }
  expect(ofTitle({ ...early, ...inZone('America/New_York') })).toEqual([
    "error 20260301T061000Z.md Unexpected update dated 2026-03-01T06:10:00Z, before the one that opens the incident at 2026-03-01T10:06:00Z, expected it after that one. → Is its name's time right? Local time? 06:10 in America/New_York is 11:10Z. Rename `20260301T061000Z.md` to `20260301T111000Z.md`. Only where it is the first does it need a `title`.",
  ])
  expect(ofTitle({ ...early, ...inZone('Etc/UTC') })[0]).toMatch(
    /Is its name's time right\? Rename `20260301T061000Z.md` to the time in UTC at which it was posted\./,
  )
})

test('Where it is the opening one that was named by a clock ahead of UTC, that one is asked for.', () => {
  const late = { [firstUpdate]: null, [posted('20260301T113000Z')]: GOOD[firstUpdate] ?? '' }
  expect(ofTitle({ ...late, ...inZone('Europe/Berlin') })[0]).toContain(
    'Is the time of that one right? Local time? 11:30 in Europe/Berlin is 10:30Z. Rename `20260301T113000Z.md` to `20260301T103000Z.md`.',
  )
})

test('A change without services is incomplete.', () => {
  expect(validating(broken(change, '[checkout]', '[]'))).toMatchInlineSnapshot(
    `"error schema changes/2026/CHG-2026-0001-cache.md:9 Missing \`services\`, expected at least one service that it touches."`,
  )
})

test('A rollback without criteria is not measurable.', () => {
  expect(
    validating(
      broken(
        change,
        '\n  criteria:\n    - {metric: redis_error_ratio, comparator: ">", threshold: 0.01, action: automatic}',
        '',
      ),
    ),
  ).toMatchInlineSnapshot(
    `"error schema changes/2026/CHG-2026-0001-cache.md:13 Missing \`criteria\`, expected at least one measurable reason to roll back."`,
  )
})

test('A name that would be kept nowhere is refused where any name may stand; a site shows the rest of it.', () => {
  expect(
    validating(
      broken(firstUpdate, '{checkout: partial_outage}', '{checkout: partial_outage, __proto__: major_outage}'),
    ),
  ).toBe(
    'error schema incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Unexpected key `__proto__`, expected another name: this one is kept nowhere.',
  )
})

test('A setting of a component is checked in its long form too.', () => {
  expect(
    validating(
      broken(
        firstUpdate,
        '{checkout: partial_outage}',
        '{checkout: {status: partial_outage, form: 2026-03-01T10:00:00Z}}',
      ),
    ),
  ).toMatchInlineSnapshot(
    `"error schema incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Unexpected key \`form\`, expected one that is known here."`,
  )
})

test('A measured row with more good events than events is refused.', () => {
  expect(
    validating({
      'measurements/checkout-availability.csv':
        'start,end,good,total\n2026-03-01T00:00:00Z,2026-03-02T00:00:00Z,11,10\n',
    }),
  ).toMatchInlineSnapshot(
    `"error schema measurements/checkout-availability.csv:2 Unexpected more good events than events."`,
  )
})

test('A wrong field hides neither another wrong field nor a reference that leads nowhere.', () => {
  expect(
    validating({
      [firstUpdate]:
        '---\nstate: investigating\ntitle: Payments delayed\ncomponents: {chekout: partial_outage}\nnext_update: 2026-03-01T10:30:00\npined: true\n---\nWe look.\n',
    }),
  ).toMatchInlineSnapshot(`
    "error reference-exists incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Unexpected service \`chekout\`, expected \`checkout\`.
    error time-has-offset incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:5 Unexpected time "2026-03-01T10:30:00" without an offset, expected one, such as Z for UTC or +01:00.
    error schema incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:6 Unexpected key \`pined\`, expected \`pinned\`."
  `)
})

test('A wrong field brings no findings that only follow from it.', () => {
  expect(
    validating(broken(incident, 'started: 2026-03-01T10:00:00Z\ndetected', 'started: 2026-03-01\ndetected')),
  ).toMatchInlineSnapshot(
    `"error schema incidents/2026/INC-2026-0001-checkout/index.md:6 Unexpected "2026-03-01", expected a time such as 2026-03-01T10:00:00Z."`,
  )
})

test('A field that is missing is named with what it should hold.', () => {
  expect(validating(broken(change, ', end: 2026-02-25T04:00:00Z}\nrollback', '}\nrollback'))).toMatchInlineSnapshot(
    `"error schema changes/2026/CHG-2026-0001-cache.md:11 Missing \`end\`, expected a time."`,
  )
})

const SCORES = 'risk: {blast_radius: 3,'

test('A risk level that was typed by hand is told where levels come from.', () => {
  expect(validating(broken(change, SCORES, 'risk: {level: low, blast_radius: 3,'))).toMatchInlineSnapshot(
    `"error schema changes/2026/CHG-2026-0001-cache.md:10 Unexpected key \`level\`, expected none: the level is derived from the four scores of \`risk\`."`,
  )
  expect(validating(broken(change, SCORES, `risk_level: low\n${SCORES}`))).toMatchInlineSnapshot(
    `"error schema changes/2026/CHG-2026-0001-cache.md:10 Unexpected key \`risk_level\`, expected none: the level is derived from the four scores of \`risk\`."`,
  )
  expect(
    validating(
      broken(change, 'risk: {blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1}', 'risk: low'),
    ),
  ).toMatchInlineSnapshot(
    `"error schema changes/2026/CHG-2026-0001-cache.md:10 Unexpected "low", expected the four scores that the level is derived from: blast_radius, rollback_difficulty, complexity, timing."`,
  )
})

test('Approvers in a record are told where approvals come from.', () => {
  expect(validating(broken(standardChange, 'template:', 'approvers: [bo]\napproved_by: bo\ntemplate:')))
    .toMatchInlineSnapshot(`
    "error schema changes/2026/CHG-2026-0002-certificate.md:10 Unexpected key \`approvers\`, expected none: approvals are the reviews of its pull request, and a standard change needs none of its own.
    error schema changes/2026/CHG-2026-0002-certificate.md:11 Unexpected key \`approved_by\`, expected none: approvals are the reviews of its pull request, and a standard change needs none of its own."
  `)
})

test('A level is a level elsewhere: what is said of changes is said of no other record.', () => {
  expect(validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\nrisk_level: low'))).toMatchInlineSnapshot(
    `"error schema services/ledger-store.yaml:4 Unexpected key \`risk_level\`, expected one that is known here."`,
  )
})
