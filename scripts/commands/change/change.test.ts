import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { GOOD } from '../../fixtures/good-content.ts'
import { run } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-change-'))
afterAll(() => rmSync(top, { recursive: true }))

const APPROVED = `---
# The cache of the web shop.
id: "CHG-2026-0451"
title: 'Redis 7.2'   # at last
type: normal
status: "approved"   # by the board
requester: platform
implementer: ana
environment: production
services: [ checkout ]
risk: {blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1}
window: {start: 2026-02-25T02:00:00Z, end: 2026-02-25T04:00:00Z}
rollback:
  max_duration: 15m
  criteria:
    - {metric: redis_error_ratio, comparator: ">", threshold: 0.01, action: automatic}
    # and whatever the lead says
# Held in March.
review: {due: 2026-03-04}
---

status: not this one
## Implementation plan

Replace one node after the other.

## Verification

It stays where it was.

## Rollback plan

Put the old nodes back.`

const FILE = 'changes/2026/CHG-2026-0451-redis.md'
let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'records')
  for (const [path, text] of Object.entries(GOOD)) write(path, text)
  write(FILE, APPROVED)
})

function write(path: string, text: string) {
  mkdirSync(dirname(join(records, path)), { recursive: true })
  writeFileSync(join(records, path), text)
}
const read = (path = FILE) => readFileSync(join(records, path), 'utf8')
const change = (verb: string, time: string, ...flags: string[]) =>
  run('change', verb, 'CHG-2026-0451', '--content', records, '--now', `2026-02-25T${time}:00Z`, ...flags)

const STARTED = APPROVED.replace('"approved"', '"in_progress"').replace(
  '# Held',
  'outcome: {started: 2026-02-25T02:05:00Z}\n# Held',
)
const FINISHED = STARTED.replace('"in_progress"', '"completed"').replace(
  '02:05:00Z}',
  '02:05:00Z, finished: 2026-02-25T02:50:00Z}',
)

test('Start, finish and rollback write status and outcome, and leave every other byte alone.', async () => {
  const path = join(records, FILE)
  expect(await change('start', '02:05')).toEqual({
    code: 0,
    stdout: `${path}\n  status: approved → in_progress\n  outcome.started: 2026-02-25T02:05:00Z\n`,
    stderr: '',
  })
  expect(read()).toBe(STARTED)
  expect(await change('finish', '02:50')).toEqual({
    code: 0,
    stdout: `${path}\n  status: in_progress → completed\n  outcome.finished: 2026-02-25T02:50:00Z\n`,
    stderr: '',
  })
  expect(read()).toBe(FINISHED)
  expect((await change('rollback', '03:30')).stdout).toBe(
    `${path}\n  status: completed → rolled_back\n  outcome.finished: 2026-02-25T02:50:00Z → 2026-02-25T03:30:00Z\n`,
  )
  expect((await run('validate', '--content', records)).stdout).toMatch(/^0 errors/)
})

test('The same command again changes nothing and says so.', async () => {
  write(FILE, STARTED)
  expect(await change('start', '03:00')).toEqual({
    code: 0,
    stdout: `${join(records, FILE)}\n  is in progress already; nothing is changed\n`,
    stderr: '',
  })
  expect(read()).toBe(STARTED)
})

test('Lines that end as on Windows, and the mark at the beginning, stay.', async () => {
  write(FILE, `\uFEFF${APPROVED.replaceAll('\n', '\r\n')}`)
  expect((await change('start', '02:05')).code).toBe(0)
  expect(read()).toBe(`\uFEFF${STARTED.replaceAll('\n', '\r\n')}`)
})

test('A change that is a folder is edited in its index; a reason is kept below the plan.', async () => {
  rmSync(join(records, FILE))
  const index = 'changes/2026/CHG-2026-0451-redis/index.md'
  write(index, STARTED)
  const { code, stdout } = await change('abort', '02:50', '--reason', 'The new nodes\n## ran out of memory.')
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining(join(records, index)) })
  expect(read(index)).toBe(
    `${FINISHED.replace('completed', 'aborted')}\n\n## Outcome\n\n2026-02-25T02:50:00Z, aborted: The new nodes ## ran out of memory.\n`,
  )
})

test('Outside its window it is recorded as begun, with a word about it.', async () => {
  const { code, stderr } = await change('start', '04:00')
  expect(stderr).toMatch(
    /window of CHG-2026-0451 is 2026-02-25T02:00:00Z to 2026-02-25T04:00:00Z.*`npx evenkeel gate CHG-2026-0451`/,
  )
  expect(code).toBe(0)
})

test.each([
  [
    'that is a draft',
    APPROVED.replace('"approved"', 'draft'),
    /is draft and can't become in progress. From there it goes to proposed, approved or cancelled/,
  ],
  [
    'that cannot be read',
    APPROVED.replace('implementer: ana', 'implementer: [ana'),
    /records\/changes\/2026\/CHG-2026-0451-redis\.md:8:14 {2}error {2}yaml-syntax[^]*Nothing is written/,
  ],
  [
    'that lacks something',
    APPROVED.replace('implementer: ana\n', ''),
    /error {2}schema\n {2}Missing `implementer`[^]*Nothing is written/,
  ],
  [
    'that names a service that is not there',
    APPROVED.replace('[ checkout ]', '[ checkuot ]'),
    /error {2}reference-exists[^]*Nothing is written/,
  ],
  [
    'that is named after another',
    APPROVED.replace('"CHG-2026-0451"', 'CHG-2026-0452'),
    /error {2}id-matches-file[^]*Nothing is written/,
  ],
  [
    'whose status others repeat',
    APPROVED.replace('"approved"', '&s approved')
      .replace("'Redis 7.2'", '*s')
      .replace(/(title:.*\n)(type:.*\n)(status:.*\n)/, '$3$2$1'),
    /can't be edited safely/,
  ],
])('It refuses a change %s, exits 1 and writes nothing.', async (_, text, why) => {
  write(FILE, text)
  const { code, stdout, stderr } = await change('start', '02:05')
  expect(stderr).toMatch(why)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(read()).toBe(text)
})

test('Errors in other records do not stand in the way.', async () => {
  write('services/other.yaml', 'name: [')
  write('changes/2026/CHG-2026-0007-other.md', 'no record')
  expect((await change('start', '02:05')).code).toBe(0)
})

test('Of two changes with one id neither is touched.', async () => {
  write('changes/2026/CHG-2026-0451-other.md', APPROVED)
  const { code, stderr } = await change('start', '02:05')
  expect(stderr).toMatch(/id of several changes:\n.*-other\.md\n.*-redis\.md\n.*new change --renumber CHG-2026-0451/)
  expect(code).toBe(1)
  expect(read()).toBe(APPROVED)
})

test('A record that is a link to another file is left alone.', async () => {
  rmSync(join(records, FILE))
  write('changes/elsewhere.md', APPROVED)
  symlinkSync('../elsewhere.md', join(records, FILE))
  const { code, stderr } = await change('start', '02:05')
  expect(stderr).toMatch(/Unexpected link[^]*Nothing is written/)
  expect(code).toBe(1)
})

test.each([
  [1, /No change CHG-2026-9999 in/, ['CHG-2026-9999']],
  [2, /Expected the id of a change/, ['CHG-451']],
  [2, /missing required argument/, []],
  [2, /without an offset/, ['CHG-2026-0451', '--started', '2026-02-25T02:00:00']],
  [2, /Expected some words/, ['CHG-2026-0451', '--reason', ' ']],
])('It exits %i where it has to say: %s', async (code, why, flags) => {
  const ended = await run('change', 'finish', '--content', records, ...flags)
  expect(ended).toEqual({ code, stdout: '', stderr: expect.stringMatching(why) })
})
