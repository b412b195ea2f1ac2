import { expect, test } from 'vitest'
import { broken, change, findingsIn, firstUpdate, GOOD, incident, validating } from '../fixtures/good-content.ts'

test('An id that is not the one of its file is reported.', () => {
  expect(
    validating(
      broken(change, 'id: CHG-2026-0001', 'id: CHG-2026-0009'),
      broken(incident, 'caused_by: [CHG-2026-0001]', 'caused_by: []'),
    ),
  ).toMatchInlineSnapshot(
    `"error id-matches-file changes/2026/CHG-2026-0001-cache.md:2 Unexpected id CHG-2026-0009 in \`CHG-2026-0001-cache\`, expected a name that begins with it."`,
  )
})

test('An id that only begins like the one of its folder is reported.', () => {
  expect(validating(broken(incident, 'id: INC-2026-0001', 'id: INC-2026-00010'))).toMatchInlineSnapshot(
    `"error id-matches-file incidents/2026/INC-2026-0001-checkout/index.md:2 Unexpected id INC-2026-00010 in \`INC-2026-0001-checkout\`, expected a name that begins with it."`,
  )
})

test('An update whose name is no time is reported.', () => {
  expect(
    validating({ [firstUpdate.replace('20260301T100600Z', 'first')]: GOOD[firstUpdate] ?? '' }),
  ).toMatchInlineSnapshot(
    `
    "warning incident-resolved incidents/2026/INC-2026-0001-checkout/index.md:10 Unexpected \`resolved\` while customers read "investigating", expected a public update \`resolved\`.
      ↳ incidents/2026/INC-2026-0001-checkout/public/first.md:2 The newest update is here.
    error id-matches-file incidents/2026/INC-2026-0001-checkout/public/first.md:2 Unexpected file name \`first.md\`, expected its UTC time."
  `,
  )
})

test('An update whose name is no time is fine where it says its time.', () => {
  expect(
    validating({
      [firstUpdate.replace('20260301T100600Z', 'first')]:
        GOOD[firstUpdate]?.replace('title:', 'at: 2026-03-01T10:06:00Z\ntitle:') ?? '',
    }),
  ).toBe('')
})

test.each([
  [
    'update2.md',
    'Unexpected file name `update2.md`, expected its UTC time. Rename it to `20261123T090000Z.md`, as it is now, or give its time as `at`.',
  ],
  [
    '20260301T1006Z.md',
    'Unexpected file name `20260301T1006Z.md`, expected its UTC time, `20260301T100600Z.md`. Rename it to `20260301T100600Z.md` or give its time as `at`.',
  ],
  [
    '2026-03-01 10:06.md',
    'Unexpected file name `2026-03-01 10:06.md`, expected its UTC time, `20260301T100600Z.md`. Whose time is it? In UTC: rename it to `20260301T100600Z.md`. Local time? 10:06 in Europe/Berlin is 09:06Z. Then rename it to `20260301T090600Z.md`.',
  ],
])('An update called %s is told what it is called instead.', (name, words) => {
  const files = {
    'site.yaml': `${GOOD['site.yaml']}time_zone: Europe/Berlin\n`,
    [firstUpdate]: null,
    [firstUpdate.replace('20260301T100600Z.md', name)]: GOOD[firstUpdate] ?? '',
  }
  const found = findingsIn(files).filter(({ rule }) => rule === 'id-matches-file')
  expect(found.map(({ message, help }) => `${message} ${help}`)).toEqual([words])
})
