import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runEvenkeel } from '../fixtures/command-line.ts'
import { change, GOOD } from '../fixtures/good-content.ts'
import { run } from '../fixtures/in-process.ts'
import { EVENKEEL, PROJECT } from '../fixtures/places.ts'
import { writeFiles } from '../fixtures/written.ts'

/* The command line as a user has it: a process, its streams, its exit code. What commands do is tested without one. */

const top = mkdtempSync(join(tmpdir(), 'evenkeel-process-'))
const records = join(top, 'records')
const CONTENT = ['--content', records, '--now', '2026-11-23T09:00:00Z']
const BROKEN = 'services/broken.yaml'
beforeAll(() => {
  writeFiles(records, { ...GOOD, [BROKEN]: 'name: Broken\nteam: platform\ntier: 9\n' })
  execFileSync('git', ['-C', top, 'init', '--quiet'])
})
afterAll(() => rmSync(top, { recursive: true }))

test('`validate` prints findings on stdout, words about them on stderr, and ends with 1.', async () => {
  const { code, stdout, stderr } = await runEvenkeel('validate', ...CONTENT, '--format', 'github')
  expect(stdout).toMatch(/^::error file=records\/services\/broken\.yaml,line=3,/)
  expect(stderr).toMatch(/^records\/services\/broken\.yaml:3:7 {2}error {2}schema\n/)
  expect(code).toBe(1)
})

test('`audit` ends with 0 whatever it finds.', async () => {
  const { code, stdout, stderr } = await runEvenkeel('audit', ...CONTENT)
  expect(stdout).toMatch(/warning {2}runbook-stale\n[^]*\n0 errors, 2 warnings in 15 files\n$/)
  expect(stderr).toBe('1 file with errors left out: run `validate` to see them.\n')
  expect(code).toBe(0)
})

test('`gate` refuses on stderr alone what it is not used for, and ends with 2.', async () => {
  expect(await runEvenkeel('gate', ...CONTENT)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Name what the pull request goes into with --base REF, or a change.\n',
  })
})

test('`new change` asks nothing where nobody sits, and says what is missing.', async () => {
  const { code, stdout, stderr } = await runEvenkeel('new', 'change', ...CONTENT)
  expect(stderr).toMatch(/^Missing: --title, --services, /)
  expect([code, stdout]).toEqual([2, ''])
})

test('`change` writes, and prints the file.', async () => {
  const file = join(records, change)
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, before.replace(/^status: .*$/m, 'status: approved'))
  const { code, stdout } = await runEvenkeel('change', 'start', 'CHG-2026-0001', ...CONTENT)
  expect(stdout).toContain(`${file}\n  status: approved → in_progress\n`)
  expect(code).toBe(0)
  writeFileSync(file, before)
})

test('`import` tells what it would write.', async () => {
  const source = join(top, 'incidents.json')
  writeFileSync(source, '{"components": [{"id": "a", "name": "Checkout"}]}')
  const content = join(top, 'imported')
  const { code, stdout } = await runEvenkeel('import', 'statuspage', source, '--content', content, '--dry-run')
  expect(stdout).toContain('would write services/checkout.yaml')
  expect(code).toBe(0)
})

test('What is run in this process says what a process of its own says.', async () => {
  for (const args of [['--help'], ['validate', '--help'], ['nonsense'], ['gate', '--format', 'yaml'], []])
    expect(await run(...args), args.join(' ')).toEqual(await runEvenkeel(...args))
})

test('Flags of one run are forgotten in the next.', async () => {
  expect((await run('validate', ...CONTENT, '--format', 'json')).stdout).toMatch(/^\{/)
  expect((await run('validate', ...CONTENT)).stdout).toMatch(/^records\/services/)
})

/** What a file imports when it is loaded, and what that imports. */
function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*? from '(.*)'$/gm))
    if (from.startsWith('.')) loaded(join(dirname(file), from), seen)
    else seen.add(from)
  return seen
}

test('The list of commands loads none of them: help comes at once.', () => {
  const start = [...loaded(join(PROJECT, 'scripts/evenkeel.ts'))].map((file) => file.replace(`${PROJECT}/scripts/`, ''))
  expect(start.toSorted()).toEqual([
    // Where the version stands.
    '#io/project',
    // What each command prints goes through it; it loads nothing itself.
    '#report/not-for-runner',
    'commander',
    'commands/program.ts',
    'commands/terminal.ts',
    'commands/usage-error.ts',
    'evenkeel.ts',
    'node:fs',
    'node:path',
  ])
})

test.each([
  'init',
  'validate',
  'build',
  'serve',
  'gate',
  'import',
  'audit',
  'change',
  'incident',
  'new',
  'github',
  'approvals',
])('The flags of %s are told without what it works with.', (verb) => {
  const parts = [...loaded(join(PROJECT, `scripts/commands/flags/${verb}.ts`))]
  const ours = parts.filter((file) => file.startsWith(PROJECT)).map((file) => file.replace(`${PROJECT}/scripts/`, ''))
  expect(
    ours.filter(
      (file) => !/^commands\/(flags\/.*|options|content-above|terminal|usage-error|init\/answers)\.ts$/.test(file),
    ),
  ).toEqual([])
  expect(parts.filter((file) => /^#(?!model\/|import\/naming|report\/not-for-runner)/.test(file))).toEqual([])
})

test('`--version` says the version of the package, as bug reports and `npm outdated` have it.', async () => {
  const own: { version: string } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
  expect(await runEvenkeel('--version')).toEqual({ code: 0, stdout: `${own.version}\n`, stderr: '' })
})

test('Who reads along may stop: what is being done is done.', async () => {
  const said = [
    'incident',
    'open',
    '--title',
    'Slow',
    '--severity',
    'SEV-3',
    '--component',
    'checkout=degraded_performance',
  ]
  const child = spawn(process.execPath, [EVENKEEL, ...said, '--text', 'Slow.', ...CONTENT], { cwd: PROJECT })
  child.stdout.destroy()
  child.stderr.destroy()
  const code = await new Promise((done) => child.on('close', done))
  expect(code).toBe(0)
  expect(readdirSync(join(records, 'incidents/2026')).filter((name) => name.endsWith('-slow'))).toHaveLength(1)
})

test('In a workflow what others wrote is no command to its runner, and what is one stays so.', () => {
  const env = { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_TOKEN: '' }
  const at = { cwd: PROJECT, env, encoding: 'utf8' as const }
  const body = '::add-mask::checkout\n\n  ::set-output name=x::y\n\n##[add-mask]z'
  const incident = { name: 'Slow ##[add-mask]a', body, component_ids: ['checkout'] }
  const posted = ['incident', 'apply', '-', '--no-push', '--by', 'ana', ...CONTENT]
  const { stdout, stderr, status } = spawnSync(process.execPath, [EVENKEEL, ...posted], {
    ...at,
    input: JSON.stringify({ incident }),
  })
  expect([status, stdout]).toEqual([0, expect.stringContaining('add-mask::checkout')])
  expect(`${stdout}${stderr}`.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([])
  const found = spawnSync(process.execPath, [EVENKEEL, 'validate', ...CONTENT, '--format', 'github'], at)
  expect(found.stdout).toMatch(/^::error file=/)
})
