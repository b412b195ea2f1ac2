import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Diagnostic } from '#model/diagnostic'
import { GOOD, incident } from '../fixtures/good-content.ts'

const EVENKEEL = join(import.meta.dirname, '../evenkeel.ts')
const NOW = ['--now', '2026-11-23T09:00:00Z']
const top = mkdtempSync(join(tmpdir(), 'evenkeel-validate-'))
afterAll(() => rmSync(top, { recursive: true }))

/** A repository with the good content in `records/`, below its top; all of it is committed. */
let repository: string
let count = 0
beforeEach(() => {
  repository = join(top, String(count++))
  write(GOOD)
})

function write(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const full = join(repository, 'ops/records', path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
  }
}
const remove = (path: string) => rmSync(join(repository, 'ops/records', path), { recursive: true })

const USER = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', '-c', 'commit.gpgsign=false']
const git = (...args: string[]) =>
  execFileSync('git', ['-C', repository, ...USER, ...args], { encoding: 'utf8', stdio: 'pipe' })
function commit() {
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Records')
}

/** Starts the real command line, away from the repository. */
function validate(...flags: string[]) {
  const content = join(repository, 'ops/records')
  const args = [EVENKEEL, 'validate', '--content', content, ...NOW, ...flags]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: top, encoding: 'utf8' })
  return { status, stdout, stderr }
}

interface Report {
  diagnostics: Diagnostic[]
  counts: { files: number; errors: number; warnings: number }
}
/** Which rule finds something in which file, as the JSON says it. */
function found(...flags: string[]): string[] {
  const { diagnostics }: Report = JSON.parse(validate('--format', 'json', ...flags).stdout)
  return diagnostics.map(({ rule, file }) => `${rule} ${file}`)
}

const WARNED = { 'notes/ideas.md': 'text' }
const BROKEN = { 'services/broken.yaml': 'name: Broken\nteam: platform\ntier: 9\n' }

test('Good content exits 0 and prints the count.', () => {
  expect(validate()).toEqual({ status: 0, stdout: '0 errors, 0 warnings in 14 files\n', stderr: '' })
})

test('Warnings alone exit 0.', () => {
  write(WARNED)
  const { status, stdout } = validate()
  expect(stdout).toMatch(/warning {2}unknown-file[^]*\n0 errors, 1 warning in 15 files\n$/)
  expect(status).toBe(0)
})

test('An error exits 1; findings go to stdout, and nothing to stderr.', () => {
  write(BROKEN)
  const { status, stdout, stderr } = validate()
  expect(stdout).toMatch(/^records\/services\/broken\.yaml:3:7 {2}error {2}schema\n/)
  expect(stderr).toBe('')
  expect(status).toBe(1)
})

test.each([
  ['a content folder that is not there', ['--content', '/nowhere'], /No content folder at \/nowhere/],
  ['a content folder that is a file', ['--content', EVENKEEL], /No content folder/],
  ['an unknown flag', ['--colour'], /unknown option/],
  ['an unknown format', ['--format', 'xml'], /text, json, github/],
  ['a time without an offset', ['--now', '2026-11-23T09:00:00'], /expected 2026-11-23T09:00:00Z/],
  ['--since outside a repository', ['--since', 'HEAD'], /is in no repository/],
])('With %s it exits 2 and says why on stderr alone.', (_, flags, why) => {
  const { status, stdout, stderr } = validate(...flags)
  expect(stderr).toMatch(why)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(stdout).toBe('')
  expect(status).toBe(2)
})

test('The JSON names files from the folder above the content folder, and counts.', () => {
  write({ ...WARNED, ...BROKEN })
  const report: Report = JSON.parse(validate('--format', 'json').stdout)
  expect(report.diagnostics).toEqual([
    {
      file: 'records/notes/ideas.md',
      line: 1,
      column: 1,
      end_line: 1,
      end_column: 1,
      severity: 'warning',
      rule: 'unknown-file',
      message: 'Unexpected file, expected one that the layout knows.',
      help: 'No record is read from `notes/`.',
      related: [],
    },
    {
      file: 'records/services/broken.yaml',
      line: 3,
      column: 7,
      end_line: 3,
      end_column: 8,
      severity: 'error',
      rule: 'schema',
      message: 'Unexpected number 9, expected at most 4.',
      related: [],
    },
  ])
  expect(report.counts).toEqual({ files: 16, errors: 1, warnings: 1 })
})

test('Annotations name files from the top of the repository; the log has the report as text.', () => {
  write(BROKEN)
  commit()
  const { stdout, stderr } = validate('--format', 'github')
  expect(stdout).toMatch(/^::error file=ops\/records\/services\/broken\.yaml,line=3,/)
  expect(stderr).toContain('records/services/broken.yaml:3:7  error  schema')
})

test('Since a commit, a finding in a changed file counts, an old one elsewhere does not.', () => {
  write(BROKEN)
  commit()
  write({ 'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo]\ncolour: blue\n' })
  expect(found()).toHaveLength(2)
  expect(found('--since', 'HEAD')).toEqual(['schema records/teams/platform.yaml'])
})

test('Since a commit, an old finding counts where its file is touched.', () => {
  write(BROKEN)
  commit()
  write({ 'services/broken.yaml': '# Some day\nname: Broken\nteam: platform\ntier: 9\n' })
  expect(found('--since', 'HEAD')).toEqual(['schema records/services/broken.yaml'])
})

test('Since a commit, what a deletion breaks elsewhere counts, and exits 1.', () => {
  write(BROKEN)
  commit()
  remove('runbooks')
  expect(found('--since', 'HEAD')).toEqual([`reference-exists records/${incident}`])
  expect(validate('--since', 'HEAD').status).toBe(1)
})

test('Since a commit, a file that git does not know yet counts.', () => {
  commit()
  write(BROKEN)
  expect(found('--since', 'HEAD')).toEqual(['schema records/services/broken.yaml'])
})

test('Since a commit, what was committed after it counts.', () => {
  commit()
  write(BROKEN)
  git('add', '--all')
  git('commit', '--quiet', '--message', 'A service')
  expect(found('--since', 'HEAD~1')).toEqual(['schema records/services/broken.yaml'])
  expect(found('--since', 'HEAD')).toEqual([])
})

test('Since a commit without the content folder, everything counts.', () => {
  write(BROKEN)
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '--message', 'Empty')
  expect(found('--since', 'HEAD')).toEqual(['schema records/services/broken.yaml'])
})

test('--since with a commit that is not there exits 2, and a ref that looks like a flag is none.', () => {
  commit()
  for (const ref of ['nowhere', '--output=/tmp/evenkeel-pwned']) {
    const { status, stderr } = validate(`--since=${ref}`)
    expect(stderr).toContain(`No commit ${ref}`)
    expect(status).toBe(2)
  }
})

test('--since leaves the index and the work tree as they are.', () => {
  commit()
  write(BROKEN)
  const before = git('status', '--porcelain')
  validate('--since', 'HEAD')
  expect(git('status', '--porcelain')).toBe(before)
})

test('A renamed file in any script is a changed one.', () => {
  commit()
  write({ 'services/検索 zwei.yaml': BROKEN['services/broken.yaml'] })
  expect(found('--since', 'HEAD')).toEqual(['schema records/services/検索 zwei.yaml'])
})
