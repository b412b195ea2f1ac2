import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Diagnostic } from '#model/diagnostic'
import { FRESH, MONDAY, stale } from '../fixtures/audit-context.ts'
import { runbook } from '../fixtures/good-content.ts'
import { runIn } from '../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-audit-'))
afterAll(() => rmSync(top, { recursive: true }))

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'records')
  write(FRESH)
})

function write(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const full = join(records, path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
  }
}

const audit = (...flags: string[]) => runIn(top, 'audit', '--content', records, ...flags)

const UNTESTED = stale(runbook, 'last_tested: 2026-11-01\n', '')
const BROKEN = { 'services/broken.yaml': 'name: Broken\nteam: platform\ntier: 9\n' }

test('Where nothing is stale it says so, and exits 0.', async () => {
  expect(await audit('--now', MONDAY)).toEqual({ code: 0, stdout: '0 errors, 0 warnings in 14 files\n', stderr: '' })
})

test('What is stale is printed like what `validate` finds, a count last, and blocks nothing: it exits 0.', async () => {
  write(UNTESTED)
  const { code, stdout, stderr } = await audit('--now', MONDAY)
  expect(stdout).toMatchInlineSnapshot(`
    "records/runbooks/payments/checkout-errors.md:2:1  warning  runbook-stale
      Missing \`last_tested\`, expected a runbook that somebody has followed to the end: it was never tested. Follow it where nothing can break, correct what was wrong, and add \`last_tested\`.

    0 errors, 1 warning in 14 files
    "
  `)
  expect(stderr).toBe('')
  expect(code).toBe(0)
})

test('What is stale depends on the time that it is told.', async () => {
  expect((await audit('--now', '2026-12-30T23:59:59Z')).stdout).not.toContain('runbook-stale')
  expect((await audit('--now', '2026-12-31T00:00:00Z')).stdout).toContain('runbook-stale')
})

test('A broken record is mentioned in one line; it exits 0 all the same.', async () => {
  write({ ...UNTESTED, ...BROKEN, ...stale('freezes/2026-year-end.yaml', 'level: hard', 'level: brutal') })
  const { code, stdout, stderr } = await audit('--now', MONDAY)
  expect(stderr).toBe('2 files with errors left out: run `validate` to see them.\n')
  expect(stdout).toMatch(/runbook-stale[^]*\n0 errors, 1 warning in 15 files\n$/)
  expect(code).toBe(0)
})

test('Programs get the object that `validate` prints.', async () => {
  write(UNTESTED)
  const report: { diagnostics: Diagnostic[]; counts: unknown } = JSON.parse(
    (await audit('--now', MONDAY, '--format', 'json')).stdout,
  )
  expect(report.diagnostics.map(({ file, line, severity, rule }) => ({ file, line, severity, rule }))).toEqual([
    { file: `records/${runbook}`, line: 2, severity: 'warning', rule: 'runbook-stale' },
  ])
  expect(report.counts).toEqual({ files: 14, errors: 0, warnings: 1 })
})

test('Annotations name files from the top of the repository; the log has the report as text.', async () => {
  write(UNTESTED)
  execFileSync('git', ['-C', dirname(records), 'init', '--quiet'])
  const { code, stdout, stderr } = await audit('--now', MONDAY, '--format', 'github')
  expect(stdout).toMatch(/^::warning file=records\/runbooks\/payments\/checkout-errors\.md,line=2,/)
  expect(stderr).toContain('warning  runbook-stale')
  expect(code).toBe(0)
})

test.each([
  ['a content folder that is not there', ['--content', '/nowhere'], /No content folder at \/nowhere/],
  ['an unknown format', ['--format', 'markdown'], /text, json, github/],
  ['a time without an offset', ['--now', '2026-11-23T09:00:00'], /without an offset, expected one, such as Z for UTC/],
  ['an unknown flag', ['--strict'], /unknown option/],
])('With %s it exits 2 and says why on stderr alone.', async (_, flags, why) => {
  const { code, stdout, stderr } = await audit(...flags)
  expect(stderr).toMatch(why)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})
