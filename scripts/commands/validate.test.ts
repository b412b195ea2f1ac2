import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Diagnostic } from '#model/diagnostic'
import { GOOD, incident } from '../fixtures/good-content.ts'
import { runIn } from '../fixtures/in-process.ts'
import { EVENKEEL } from '../fixtures/places.ts'

const NOW = ['--now', '2026-11-23T09:00:00Z']
const top = mkdtempSync(join(tmpdir(), 'evenkeel-validate-'))
afterAll(() => rmSync(top, { recursive: true }))

/** A repository with the good content, two folders below its top unless a test says otherwise. */
let repository: string
let records: string
let count = 0
beforeEach(() => {
  repository = join(top, String(count++))
  records = join(repository, 'ops/records')
  write(GOOD)
})

function write(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const full = join(records, path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
  }
}
const remove = (path: string) => rmSync(join(records, path), { recursive: true })

const USER = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', '-c', 'commit.gpgsign=false']
const git = (...args: string[]) =>
  execFileSync('git', ['-C', repository, ...USER, ...args], { encoding: 'utf8', stdio: 'pipe' })
function commit() {
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Records')
}

const validateIn = (folder: string, content: string, ...flags: string[]) =>
  runIn(folder, 'validate', '--content', content, ...NOW, ...flags)
/** The same, away from the repository. */
const validate = (...flags: string[]) => validateIn(top, records, ...flags)

interface Report {
  diagnostics: Diagnostic[]
  counts: { files: number; errors: number; warnings: number }
}
/** Which rule finds something in which file, as the JSON says it. */
async function found(...flags: string[]): Promise<string[]> {
  const { diagnostics }: Report = JSON.parse((await validate('--format', 'json', ...flags)).stdout)
  return diagnostics.map(({ rule, file }) => `${rule} ${file}`)
}

const WARNED = { 'notes/ideas.md': 'text' }
const BROKEN = { 'services/broken.yaml': 'name: Broken\nteam: platform\ntier: 9\n' }

test('Good content exits 0 and prints the count.', async () => {
  expect(await validate()).toEqual({ code: 0, stdout: '0 errors, 0 warnings in 14 files\n', stderr: '' })
})

test('Warnings alone exit 0.', async () => {
  write(WARNED)
  const { code, stdout } = await validate()
  expect(stdout).toMatch(/warning {2}unknown-file[^]*\n0 errors, 1 warning in 15 files\n$/)
  expect(code).toBe(0)
})

test('An error exits 1; findings go to stdout, and nothing to stderr.', async () => {
  write(BROKEN)
  const { code, stdout, stderr } = await validate()
  expect(stdout).toMatch(/^records\/services\/broken\.yaml:3:7 {2}error {2}schema\n/)
  expect(stderr).toBe('')
  expect(code).toBe(1)
})

test.each([
  ['a content folder that is not there', ['--content', '/nowhere'], /No content folder at \/nowhere/],
  ['a content folder that is a file', ['--content', EVENKEEL], /No content folder/],
  ['an unknown flag', ['--colour'], /unknown option/],
  ['an unknown format', ['--format', 'xml'], /text, json, github/],
  ['a time without an offset', ['--now', '2026-11-23T09:00:00'], /without an offset, expected one, such as Z for UTC/],
  ['--since outside a repository', ['--since', 'HEAD'], /is in no repository/],
])('With %s it exits 2 and says why on stderr alone.', async (_, flags, why) => {
  const { code, stdout, stderr } = await validate(...flags)
  expect(stderr).toMatch(why)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('The JSON names files from the folder above the content folder, and counts.', async () => {
  write({ ...WARNED, ...BROKEN })
  const report: Report = JSON.parse((await validate('--format', 'json')).stdout)
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

test('Annotations name files from the top of the repository; the log has the report as text.', async () => {
  write(BROKEN)
  commit()
  const { stdout, stderr } = await validate('--format', 'github')
  expect(stdout).toMatch(/^::error file=ops\/records\/services\/broken\.yaml,line=3,/)
  expect(stderr).toContain('records/services/broken.yaml:3:7  error  schema')
})

test('Since a commit, a finding in a changed file counts, an old one elsewhere does not.', async () => {
  write(BROKEN)
  commit()
  write({ 'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo]\ncolour: blue\n' })
  expect(await found()).toHaveLength(2)
  expect(await found('--since', 'HEAD')).toEqual(['schema records/teams/platform.yaml'])
})

test('An incident update passes its check whatever is broken elsewhere, which is shown.', async () => {
  const change = 'changes/2026/CHG-2026-0001-cache.md'
  write({ ...BROKEN, [change]: '---\ntitle: Cache: larger\n---\n' })
  commit()
  write({ [`${dirname(incident)}/public/20260301T110000Z.md`]: '---\nstate: monitoring\n---\nMended, and watched.\n' })
  const { code, stdout, stderr } = await validate('--since', 'HEAD')
  expect({ code, stdout }).toEqual({ code: 0, stdout: '0 errors, 0 warnings in 16 files\n' })
  expect(stderr).toContain(`records/${change}, records/services/broken.yaml`)
  write({ [`${dirname(incident)}/public/20260301T110000Z.md`]: '---\nstate: fixed\n---\nMended.\n' })
  expect(await validate('--since', 'HEAD')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Did you mean `resolved`?'),
  })
})

test('Since a commit, an old finding counts where its file is touched.', async () => {
  write(BROKEN)
  commit()
  write({ 'services/broken.yaml': '# Some day\nname: Broken\nteam: platform\ntier: 9\n' })
  expect(await found('--since', 'HEAD')).toEqual(['schema records/services/broken.yaml'])
})

test('Since a commit, what a deletion breaks elsewhere counts, and exits 1.', async () => {
  write(BROKEN)
  commit()
  remove('runbooks')
  expect(await found('--since', 'HEAD')).toEqual([`reference-exists records/${incident}`])
  expect((await validate('--since', 'HEAD')).code).toBe(1)
})

test('Since a commit, a file that git does not know yet counts.', async () => {
  commit()
  write(BROKEN)
  expect(await found('--since', 'HEAD')).toEqual(['schema records/services/broken.yaml'])
})

test('Since a commit, what was committed after it counts.', async () => {
  commit()
  write(BROKEN)
  git('add', '--all')
  git('commit', '--quiet', '--message', 'A service')
  expect(await found('--since', 'HEAD~1')).toEqual(['schema records/services/broken.yaml'])
  expect(await found('--since', 'HEAD')).toEqual([])
})

test('Since a commit without the content folder, everything counts.', async () => {
  write(BROKEN)
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '--message', 'Empty')
  expect(await found('--since', 'HEAD')).toEqual(['schema records/services/broken.yaml'])
})

test('--since with a commit that is not there exits 2, and a ref that looks like a flag is none.', async () => {
  commit()
  for (const ref of ['nowhere', '--output=/tmp/evenkeel-pwned']) {
    const { code, stderr } = await validate(`--since=${ref}`)
    expect(stderr).toContain(`No commit ${ref}`)
    expect(code).toBe(2)
  }
})

test('In a repository without a commit, --since says that there is none yet, and what to do.', async () => {
  git('init', '--quiet')
  const { code, stderr } = await validate('--since', 'main')
  expect(stderr).toMatch(
    /^There is no commit in this repository yet, so no main to compare with\. Make the first one: git add/,
  )
  expect(code).toBe(2)
})

test('A branch that is called otherwise here is answered with those that there are.', async () => {
  commit()
  git('branch', '--move', 'trunk')
  expect((await validate('--since', 'main')).stderr).toBe(
    'No commit main in this repository. Fetch it first. Its branches are trunk.\n',
  )
})

test('Started within the content folder, or in a folder beside it, it says where that is and what to add.', async () => {
  write(GOOD)
  renameSync(records, join(top, 'content'))
  try {
    mkdirSync(join(top, 'beside'), { recursive: true })
    for (const [place, flag] of [
      ['content/services', '..'],
      ['content', '.'],
      ['beside', '../content'],
    ] as const) {
      const { code, stderr } = await runIn(join(top, place), 'validate')
      expect(stderr).toBe(
        `No content folder at content. There is one above: add --content ${flag}, or start from ${top}.\n`,
      )
      expect(code).toBe(2)
      expect(await runIn(join(top, place), 'validate', '--content', flag, ...NOW)).toMatchObject({ code: 0 })
    }
  } finally {
    rmSync(join(top, 'content'), { recursive: true })
    rmSync(join(top, 'beside'), { recursive: true })
  }
})

test('--since leaves the index and the work tree as they are.', async () => {
  commit()
  write(BROKEN)
  const before = git('status', '--porcelain')
  await validate('--since', 'HEAD')
  expect(git('status', '--porcelain')).toBe(before)
})

test('A renamed file in any script is a changed one.', async () => {
  commit()
  write({ 'services/検索 zwei.yaml': BROKEN['services/broken.yaml'] })
  expect(await found('--since', 'HEAD')).toEqual(['schema records/services/検索 zwei.yaml'])
})

/** The ways to come to the same content, each with what the report calls its folder and what annotations put before a path. */
const WAYS: Record<string, () => { cwd: string; content: string; called: string; prefix: string }> = {
  'that is the top of the repository': () => {
    const alone = `${repository}-alone`
    renameSync(records, alone)
    records = repository = alone
    return { cwd: alone, content: '.', called: `${count - 1}-alone`, prefix: '' }
  },
  'in a folder of a folder': () => ({ cwd: '/', content: records, called: 'records', prefix: 'ops/records/' }),
  'in which the command was started': () => ({ cwd: records, content: '.', called: 'records', prefix: 'ops/records/' }),
  'behind a link from outside the repository': () => {
    symlinkSync(records, `${repository}-link`)
    return { cwd: top, content: `${repository}-link`, called: `${count - 1}-link`, prefix: 'ops/records/' }
  },
  'below a link': () => {
    symlinkSync(join(repository, 'ops'), `${repository}-above`)
    return { cwd: top, content: `${repository}-above/records`, called: 'records', prefix: 'ops/records/' }
  },
  'whose name is a pattern': () => {
    const odd = join(repository, 'ops/[x]*')
    renameSync(records, odd)
    records = odd
    return { cwd: top, content: odd, called: '[x]*', prefix: 'ops/[x]*/' }
  },
}

test.each(Object.entries(WAYS))(
  'For content %s, old findings stay old and annotations find the file.',
  async (_, way) => {
    const { cwd, content, called, prefix } = way()
    write(BROKEN)
    commit()
    const run = (...flags: string[]) => validateIn(cwd, content, ...flags)
    const { stdout, stderr } = await run('--format', 'github')
    expect(stdout).toMatch(new RegExp(`^::error file=${escaped(prefix)}services/broken\\.yaml,`))
    expect(stderr).toMatch(new RegExp(`^${escaped(called)}/services/broken\\.yaml:3:7 `))
    expect(await run('--since', 'HEAD')).toEqual({
      code: 0,
      stdout: '0 errors, 0 warnings in 15 files\n',
      stderr: `Elsewhere, and no reason to wait: 1 error that this doesn't bring, in ${called}/services/broken.yaml. \`validate\` tells all.\n`,
    })
    write({ 'services/broken.yaml': '# Some day\nname: Broken\nteam: platform\ntier: 9\n' })
    expect((await run('--since', 'HEAD')).stdout).toContain(`${called}/services/broken.yaml:4:7  error  schema`)
  },
)
const escaped = (text: string) => text.replaceAll(/[[\]*.]/g, '\\$&')

test('Annotations begin with what was changed, however many findings that caused elsewhere.', async () => {
  const services = Array.from({ length: 12 }, (_, i) => `services/s${String(i).padStart(2, '0')}.yaml`)
  write({ 'teams/web.yaml': 'name: Web\nmembers: [ana, bo]\n' })
  write(Object.fromEntries(services.map((path) => [path, 'name: One\nteam: web\ntier: 3\n'])))
  commit()
  remove('teams/web.yaml')
  write({ 'services/zulu.yaml': 'name: Zulu\nteam: platform\ntier: 9\n' })
  const lines = (await validate('--since', 'HEAD', '--format', 'github')).stdout.split('\n')
  expect(lines.map((line) => /file=ops\/records\/([^,]+)/.exec(line)?.[1]).slice(0, 3)).toEqual([
    'services/zulu.yaml',
    'services/s00.yaml',
    'services/s01.yaml',
  ])
  expect(lines[9]).toContain('4 more errors')
})

test('Outside a repository, annotations name files from the folder above the content.', async () => {
  write(BROKEN)
  expect((await validate('--format', 'github')).stdout).toMatch(/^::error file=records\/services\/broken\.yaml,/)
})

test('An update or a record beside the content folder is an error that names its place; others hear of it only where they bring it.', async () => {
  const lost = '../../incidents/2026/INC-2026-0001-checkout/public/20260301T113000Z.md'
  write({
    [lost]: '---\nstate: resolved\n---\nOver.\n',
    '../public/index.html': 'A site.',
    '../../changes/README.md': '',
  })
  // In no repository nothing says how far to look.
  expect(await found()).toEqual([])
  commit()
  const { code, stdout } = await validate()
  expect(code).toBe(1)
  expect(stdout).toContain(
    '../incidents/2026/INC-2026-0001-checkout/public/20260301T113000Z.md:1:1  error  unknown-file',
  )
  expect(stdout).toContain('Move it to `records/incidents/2026/INC-2026-0001-checkout/public/20260301T113000Z.md`')
  expect((await validate('--format', 'github')).stdout).toMatch(/^::error file=incidents\/2026\//)
  expect(await found('--since', 'HEAD')).toEqual([])
  write({ '../updates/20260301T114000Z.md': 'New.' })
  expect(await found('--since', 'HEAD')).toEqual(['unknown-file updates/20260301T114000Z.md'])
  git('add', '--all')
  git('commit', '--quiet', '--message', 'An update')
  expect(await found('--since', 'HEAD~1')).toEqual(['unknown-file updates/20260301T114000Z.md'])
})

test('A folder that has records and a site of its own is none of this one.', async () => {
  write({ '../../incidents/2026/INC-2026-0001-checkout/index.md': 'text', '../../site.yaml': 'name: Other\n' })
  commit()
  expect(await found()).toEqual([])
})
