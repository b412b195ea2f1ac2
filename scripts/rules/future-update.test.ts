import { expect, test } from 'vitest'
import { findingsIn, GOOD, lastUpdate } from '../fixtures/good-content.ts'

// It is 09:00 UTC on 23 November 2026, ten in the morning in Berlin.
const BERLIN = { 'site.yaml': `${GOOD['site.yaml']}time_zone: Europe/Berlin\n` }
const folder = lastUpdate.replace(/[^/]*$/, '')
const posted = (name: string, text = '---\nstate: resolved\n---\nOver.\n', site = BERLIN) =>
  findingsIn({ ...site, [`${folder}${name}`]: text }).map(
    ({ severity, rule, line, column, message, help }) => `${line}:${column} ${severity} ${rule} ${message} ${help}`,
  )

test('An update that is named by the clock on the wall is told so, with both clocks.', () => {
  expect(posted('20261123T100000Z.md')).toMatchInlineSnapshot(`
    [
      "2:1 warning future-update Unexpected time 2026-11-23T10:00:00Z ahead of now, expected one that has come: customers see this update only then. 60 minutes ahead. Local time? 10:00 in Europe/Berlin is 09:00Z. Rename it to \`20261123T090000Z.md\` to publish it at once.",
    ]
  `)
})

test('One whose `at` lies ahead is found there; where clocks show UTC, nothing is asked about them.', () => {
  expect(
    posted('20261123T090000Z.md', '---\nstate: resolved\nat: 2026-11-23T09:03:00Z\n---\nOver.\n', {
      'site.yaml': GOOD['site.yaml'] ?? '',
    }),
  ).toMatchInlineSnapshot(`
    [
      "3:5 warning future-update Unexpected time 2026-11-23T09:03:00Z ahead of now, expected one that has come: customers see this update only then. 3 minutes ahead. Write \`at: 2026-11-23T09:00:00Z\` to publish it at once.",
      "3:5 warning incident-updates-in-order Unexpected \`at\` of 2026-11-23T09:03:00Z, expected 2026-11-23T09:00:00Z as its file's name says. Rename the file to that time, or leave \`at\` out.",
    ]
  `)
})

test('Two minutes are no more than clocks differ by.', () => {
  expect(posted('20261123T090200Z.md')).toEqual([])
})
