import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { gatePullRequest, sentence } from '../fixtures/gate-command.ts'
import { CONTENT, gateRepository, lowRisk, review, type Edits } from '../fixtures/gate-repository.ts'

/* What follows an approval: a record of an approved change is not anybody's, though its plan needs nobody any more. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const base = repository.commit({ ...CONTENT, 'services/ledger-store.yaml': 'name: Store\nteam: platform\ntier: 2\n' })
const id = 'CHG-2026-0003'
const folder = `changes/2026/${id}-pool`

type Fields = Record<string, string | null>
const record = (fields: Fields): Edits => ({
  [`${folder}/index.md`]: lowRisk(id, fields)[`changes/2026/${id}.md`] ?? '',
})
const announcement: Edits = {
  [`${folder}/public/20261120T020600Z.md`]:
    '---\nstate: scheduled\ntitle: Work on the store\ncomponents: {checkout: under_maintenance}\n---\nWe work on it.\n',
}

interface Asked {
  author: string | string[]
  by?: string[]
}
/** What is said of a pull request that makes of an announced change with some fields one with others. */
async function moved([from, to]: readonly [Fields, Fields], { author, by = [] }: Asked) {
  const on = repository.commit({ ...record(from), ...announcement }, base)
  const head = repository.commit(record(to), on)
  const reviews = by.map((one) => review(one, head))
  return sentence(await gatePullRequest(repository, { base: on, head, author, reviews }))
}

const APPROVED = { implementer: 'dave', requester: 'search' }
const BEGUN = { ...APPROVED, status: 'in_progress', outcome: '{started: 2026-11-23T08:00:00Z}' }
const ended = (status: string) => ({
  ...APPROVED,
  status,
  outcome: '{started: 2026-11-23T07:00:00Z, finished: 2026-11-23T08:00:00Z}',
})
const STANDARD = {
  ...APPROVED,
  type: 'standard',
  services: '[checkout]',
  template: 'rotate-certificate',
  rollback: null,
}
const EMERGENCY = {
  ...APPROVED,
  type: 'emergency',
  emergency: '{reason: security, authorised_by: lead, authorised_at: 2026-11-23T08:50:00Z}',
  window: '{start: 2026-11-23T10:00:00Z, end: 2026-11-23T12:00:00Z}',
  review: '{due: 2026-12-08}',
}
const LATER = '{start: 2026-12-02T02:00:00Z, end: 2026-12-02T03:00:00Z}'

const SAYINGS: Record<string, readonly [Fields, Fields]> = {
  'it has begun': [APPROVED, BEGUN],
  'it is done': [APPROVED, ended('completed')],
  'it was broken off': [APPROVED, ended('aborted')],
  'what goes on is done': [BEGUN, ended('completed')],
  'it began earlier': [BEGUN, { ...BEGUN, outcome: '{started: 2026-11-22T08:00:00Z}' }],
  'its page is elsewhere': [APPROVED, { ...APPROVED, public_id: 'abcdefghij12' }],
  'it comes from elsewhere': [APPROVED, { ...APPROVED, source: '{kind: spreadsheet}' }],
  'the time of a standard change is another': [STANDARD, { ...STANDARD, window: LATER }],
  'a standard change is done': [STANDARD, { ...STANDARD, ...ended('completed'), type: 'standard' }],
}

describe.each(Object.entries(SAYINGS))('That %s', (_, saying) => {
  test('somebody of no team says, and others have to look at it.', async () => {
    expect(await moved(saying, { author: 'mallory' })).toBe('Not yet: changes/ needs 1 approval from anyone in a team.')
    expect(await moved(saying, { author: 'mallory', by: ['eve'] })).toMatch(/^Not yet: changes\/ needs/)
    expect(await moved(saying, { author: 'mallory', by: ['cy'] })).toMatch(/^Ready to merge: /)
  })

  test('who is in a team says, or who carries it out, and nobody else is needed.', async () => {
    for (const author of ['cy', 'Dave', ['dave', 'renovate[bot]']])
      expect(await moved(saying, { author })).toMatch(/^Ready to merge: /)
  })

  test('nobody is believed for writing along, or for being called like a team.', async () => {
    for (const author of [['cy', 'mallory'], 'search', ''])
      expect(await moved(saying, { author })).toMatch(/^Not yet: changes\/ needs/)
  })
})

test('Another title of an approved change, and notes, need nobody.', async () => {
  expect(await moved([APPROVED, { ...APPROVED, title: 'Another pool' }], { author: 'mallory' })).toMatch(/^Ready/)
})

test('The plan of an emergency is rewritten at once by who is in a team, and by nobody else alone.', async () => {
  const rewritten = [EMERGENCY, { ...EMERGENCY, implementer: 'mallory' }] as const
  expect(await moved(rewritten, { author: 'mallory' })).toMatch(/^Not yet: .*changes\/ needs 1 approval/)
  expect(await moved(rewritten, { author: 'cy' })).toMatch(/^Ready to merge/)
})

test.each([
  ['a standard change', STANDARD],
  ['an emergency', EMERGENCY],
])('To call an approved change %s makes it a plan that nobody has approved.', async (_, other) => {
  const called = [{ ...APPROVED, services: '[checkout]' }, other] as const
  for (const author of ['mallory', 'cy'])
    expect(await moved(called, { author })).toMatch(/^Not yet: .*needs 1 approval/)
  expect(await moved(called, { author: 'cy', by: ['bo'] })).toMatch(/^Ready to merge/)
})

test('What lies beside a standard change was approved by no template, and not with its draft either.', async () => {
  const beside: Edits = { [`${folder}/run.sh`]: 'drop database\n' }
  const on = repository.commit({ ...record({ ...STANDARD, status: 'draft' }), ...beside }, base)
  const head = repository.commit(record(STANDARD), on)
  const said = async (by: string[]) =>
    sentence(
      await gatePullRequest(repository, { base: on, head, author: 'cy', reviews: by.map((one) => review(one, head)) }),
    )
  expect(await said([])).toBe('Not yet: changes/ needs 1 approval from anyone in a team.')
  expect(await said(['bo'])).toMatch(/^Ready to merge/)
})
