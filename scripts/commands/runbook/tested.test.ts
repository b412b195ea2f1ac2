import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { GOOD, runbook as FILE } from '../../fixtures/good-content.ts'
import { run } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-tested-'))
afterAll(() => rmSync(top, { recursive: true }))

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'records')
  for (const [path, text] of Object.entries(GOOD)) write(path, text)
})
function write(path: string, text: string) {
  mkdirSync(dirname(join(records, path)), { recursive: true })
  writeFileSync(join(records, path), text)
}
const read = () => readFileSync(join(records, FILE), 'utf8')
const tested = (id: string, ...flags: string[]) =>
  run('runbook', 'tested', id, '--content', records, '--now', '2026-11-23T23:30:00Z', ...flags)
const withFields = (fields: string) =>
  (GOOD[FILE] ?? '').replace('team: platform\n', `team: platform # ours\n${fields}`)

test('It writes the day of the site and the note, and leaves every other byte alone.', async () => {
  write('site.yaml', 'name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n')
  write(FILE, withFields("last_tested: '2026-08-14' # in August\n"))
  expect(await tested('payments/checkout-errors', '--note', 'bo: staging, to the end')).toEqual({
    code: 0,
    stdout: `${join(records, FILE)}\n  last_tested: 2026-08-14 → 2026-11-24\n  tested_note: bo: staging, to the end\n`,
    stderr: '',
  })
  expect(read()).toBe(withFields('last_tested: \'2026-11-24\' # in August\ntested_note: "bo: staging, to the end"\n'))
  expect((await run('validate', '--content', records)).stdout).toMatch(/^0 errors/)
})

test('Without a note, that of the test before goes.', async () => {
  write(FILE, withFields('last_tested: 2026-08-14\ntested_note: bo, staging\n').replaceAll('\n', '\r\n'))
  expect((await tested('runbooks/payments/checkout-errors.md')).code).toBe(0)
  expect(read()).toBe(withFields('last_tested: 2026-11-23\n').replaceAll('\n', '\r\n'))
})

test('The same again changes nothing and says so.', async () => {
  await tested('payments/checkout-errors', '--note', 'bo')
  const once = read()
  expect((await tested('payments/checkout-errors', '--note', 'bo')).stdout).toContain('already; nothing is changed')
  expect(read()).toBe(once)
})

test.each([
  [['payments/chekout-errors'], /Did you mean `payments\/checkout-errors`/],
  [['payments/checkout-errors', '--date', '2026-12-24'], /still to come/],
])('%j is refused, and nothing is written.', async (args, why) => {
  const before = read()
  const { code, stderr } = await tested(...(args as [string, ...string[]]))
  expect(stderr).toMatch(why)
  expect(code).toBe(1)
  expect(read()).toBe(before)
})

test('A test before the last one is none, and a broken runbook is to be corrected first.', async () => {
  write(FILE, withFields('last_tested: 2026-11-20\n'))
  expect((await tested('payments/checkout-errors', '--date', '2026-11-01')).stderr).toContain('tested on 2026-11-20')
  write(FILE, withFields('last_tested: some day\n'))
  const { code, stderr } = await tested('payments/checkout-errors')
  expect(stderr).toMatch(/last_tested|date[^]*correct the runbook first/)
  expect(code).toBe(1)
})
