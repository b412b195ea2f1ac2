import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { assess } from '#assess/content'
import { runEvenkeel, type Ended } from '../../fixtures/command-line.ts'
import { run as runHere, runIn } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-init-'))
afterAll(() => rmSync(top, { recursive: true }))

let folder: string
let count = 0
beforeEach(() => {
  folder = join(top, String(count++), 'acme-status')
  // Nothing of whoever runs the tests.
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  vi.stubEnv('GIT_CEILING_DIRECTORIES', top)
})
afterEach(() => vi.unstubAllEnvs())

const NOW = ['--now', '2026-11-23T09:00:00Z']
const run = (...args: string[]): Promise<Ended> => runHere('init', ...args, ...NOW)

const write = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
/** Every file with its text and when it was written. */
const state = () =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), `${statSync(path).mtimeMs} ${readFileSync(path, 'utf8')}`]),
  )
const findings = () => assess(join(folder, 'content'), Date.parse('2026-11-23T09:00:00Z'), () => NaN).diagnostics

const ALL = [
  '.github/CODEOWNERS',
  '.github/ISSUE_TEMPLATE/incident.yml',
  '.github/actions/build/action.yml',
  '.github/dependabot.yml',
  '.github/workflows/audit.yml',
  '.github/workflows/check.yml',
  '.github/workflows/gate-post.yml',
  '.github/workflows/gate.yml',
  '.github/workflows/page.yml',
  '.github/workflows/post.yml',
  '.github/workflows/publish.yml',
  '.github/workflows/recheck.yml',
  '.gitignore',
  'README.md',
  'content/policy.yaml',
  'content/runbooks/website-not-reachable.md',
  'content/services/api.yaml',
  'content/services/website.yaml',
  'content/site.yaml',
  'content/teams/operations.yaml',
  'package-lock.json',
  'package.json',
]

test('As a command of its own, told nothing and asked by nobody, it writes a repository that validates.', async () => {
  mkdirSync(folder, { recursive: true })
  const { code, stdout, stderr } = await runEvenkeel('init', folder)
  expect({ code, wrote: stdout.trim().split('\n').toSorted() }).toEqual({
    code: 0,
    wrote: ALL.map((path) => `wrote ${path}`),
  })
  expect(Object.keys(state())).toEqual(ALL)
  expect(stderr).toMatch(/^\nNext:\n- npm install\n- npx evenkeel preview\n/)
  expect(read('content/site.yaml')).toContain('name: Acme status\nurl: https://status.acme-status.example #')
  expect(findings()).toEqual([])
})

test('Within a project it writes nothing unless it is told where.', async () => {
  mkdirSync(folder, { recursive: true })
  expect((await run(folder, '--member', 'ana')).code).toBe(0)
  mkdirSync(join(folder, 'notes'))
  const before = state()
  for (const place of ['content/services', 'content', 'notes']) {
    const { code, stdout, stderr } = await runIn(join(folder, place), 'init', ...NOW)
    expect(stderr).toBe(
      `Nothing is written: this folder is part of ${folder}, whose records are in ${folder}/content. To complete what is there: evenkeel init ${folder}. For a new one in here: evenkeel init .\n`,
    )
    expect([code, stdout]).toEqual([2, ''])
  }
  expect(state()).toEqual(before)
  expect((await runIn(folder, 'init', ...NOW)).stdout).toBe('Nothing to do: every file is there.\n')
  expect((await runIn(join(folder, 'notes'), 'init', '.', ...NOW)).stdout).toContain('wrote content/site.yaml')
})

test('Flags say it all; a folder that is missing is made.', async () => {
  const { code, stderr } = await run(folder, '--name', 'Ümlaut & Söhne', '--url', 'https://status.um.example/', '--member', '@ana', '--member', 'Ana', '--member', 'bo', '--team', 'On call', '--branch', 'trunk', '--time-zone', 'Europe/Berlin') // prettier-ignore
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      '\nNext:\n- npm install\n- npx evenkeel preview\n- README.md says how to go on: push it to GitHub, publish the page, protect the branch.\n',
  })
  expect(read('content/site.yaml')).toContain(
    'name: "Ümlaut & Söhne"\nurl: https://status.um.example # of the public page; links in feeds and mails begin with it\ntime_zone: Europe/Berlin #',
  )
  expect(read('content/teams/on-call.yaml')).toContain('name: On call\nmembers: [ana, bo]\nleads: [ana, bo]\n')
  expect(read('.github/CODEOWNERS')).toContain('\n/.github/ @ana @bo\n')
  expect(read('.github/workflows/publish.yml')).toContain('    branches: [trunk]\n')
  expect(read('README.md')).toMatch(/^# Ümlaut \\& Söhne: /)
  expect(findings()).toEqual([])
})

test('A second time there is nothing to do, nothing is touched, and what was told is said to be unheard.', async () => {
  await run(folder, '--member', 'ana')
  const before = state()
  expect(await run(folder, '--name', 'Another', '--from', 'https://status.example')).toEqual({
    code: 0,
    stdout: 'Nothing to do: every file is there.\n',
    stderr:
      '--name: not used. Write it into content/site.yaml, content/teams/ and CODEOWNERS.\n--from: not read. To add the page to these records: evenkeel import statuspage https://status.example\n',
  })
  expect((await run(folder)).stderr).toBe('')
  expect(state()).toEqual(before)
})

test('What is there stays, byte for byte, and is named; what is missing comes beside it.', async () => {
  const theirs = {
    'package.json': '{"name": "mine"}',
    'readme.md': '# Mine',
    '.gitignore': '*.log\n',
    CODEOWNERS: '* @cy\n',
    '.github/workflows/check.yml': 'mine',
  }
  for (const [path, text] of Object.entries(theirs)) write(path, text)
  const before = state()
  const { code, stdout, stderr } = await run(folder, '--member', 'ana')
  expect(code).toBe(0)
  expect(stdout).toContain(
    'Left as they are: package.json, README.md, .gitignore, .github/workflows/check.yml, CODEOWNERS.\n',
  )
  expect(stderr).toContain("- npm install evenkeel@0.1.0    (package.json is yours, and doesn't name it)\n")
  expect(stderr).toContain('- Add node_modules/ and dist/ to .gitignore.\n')
  const after = state()
  expect(Object.fromEntries(Object.keys(theirs).map((path) => [path, after[path]]))).toEqual(before)
  expect(Object.keys(after)).toEqual(
    [...ALL, 'CODEOWNERS', 'readme.md']
      .filter((path) => !['README.md', '.github/CODEOWNERS', 'package-lock.json'].includes(path))
      .toSorted(),
  )
})

test('Where npm has installed the package from a file, its two notes stay, and the file is to be committed.', async () => {
  write('package.json', '{\n  "dependencies": {\n    "evenkeel": "file:evenkeel-0.1.0.tgz"\n  }\n}\n')
  write('package-lock.json', '{"lockfileVersion": 3}\n')
  write('node_modules/evenkeel/package.json', '{}')
  const { code, stdout, stderr } = await run(folder, '--member', 'ana', '--url', 'https://status.acme.example')
  expect(code).toBe(0)
  expect(stdout).toContain('Left as they are: package.json, package-lock.json.\n')
  expect(stderr).toMatch(/^\nNext:\n- npx evenkeel preview\n- Commit evenkeel-0\.1\.0\.tgz with the rest/)
  expect(read('package.json')).toBe('{\n  "dependencies": {\n    "evenkeel": "file:evenkeel-0.1.0.tgz"\n  }\n}\n')
})

test('Records that are there are left alone, and say who the rest is for.', async () => {
  write('content/site.yaml', 'name: Godwit\nurl: https://status.godwit.example\n')
  write('content/teams/core.yaml', 'name: Core\nmembers: [maud, nils]\nleads: [maud]\n')
  write('content/services/broken.yaml', 'name: [\n')
  const { code, stdout, stderr } = await run(folder)
  expect(code).toBe(0)
  expect(stdout).toContain('Left as they are: content/.\n')
  expect(stderr).not.toContain('leads nowhere')
  expect(read('README.md')).toMatch(/^# Godwit: [^]*<https:\/\/status\.godwit\.example>/)
  expect(read('.github/CODEOWNERS')).toContain('/.github/ @maud\n')
  expect(readdirSync(join(folder, 'content'), { recursive: true }).toSorted()).toEqual([
    'services',
    'services/broken.yaml',
    'site.yaml',
    'teams',
    'teams/core.yaml',
  ])
})

test('An empty content folder, as git keeps one, is filled.', async () => {
  write('content/.gitkeep', '')
  expect((await run(folder)).code).toBe(0)
  expect(findings()).toEqual([])
})

test('A file that was deleted comes back, by what the records say.', async () => {
  await run(folder, '--name', 'Acme', '--member', 'ana', '--url', 'https://status.acme.example')
  const before = read('.github/CODEOWNERS')
  rmSync(join(folder, '.github/CODEOWNERS'))
  const { stdout } = await run(folder)
  expect(stdout).toMatch(/^wrote \.github\/CODEOWNERS\nLeft as they are: /)
  expect(read('.github/CODEOWNERS')).toBe(before)
})

test.each([
  ['a link in place of .github that leads out', (at: string) => symlinkSync(top, join(at, '.github'))],
  ['a link in place of content that leads out', (at: string) => symlinkSync(top, join(at, 'content'))],
  [
    'a link in place of the README that leads nowhere',
    (at: string) => symlinkSync(join(at, 'x'), join(at, 'README.md')),
  ],
  ['a file in place of .github', (at: string) => writeFileSync(join(at, '.github'), '')],
])('Over %s nothing is written at all.', async (_, obstruct) => {
  mkdirSync(folder, { recursive: true })
  obstruct(folder)
  const before = readdirSync(folder)
  const outside = readdirSync(top)
  expect(await run(folder)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^Nothing is written: /),
  })
  expect(readdirSync(folder)).toEqual(before)
  expect(readdirSync(top)).toEqual(outside)
})

test.each([
  ['a folder that is a file', () => ['FILE'], /^FILE can't be written to: /],
  ['a folder below a file', () => ['FILE/below'], /^FILE\/below can't be written to: /],
  ['another content folder', () => ['NEW', '--content', 'records'], /^init writes content\/.*leave out --content/],
  [
    'a page that is not there',
    () => ['NEW', '--from', 'NEW/nowhere'],
    /^No file, folder or address NEW\/nowhere\.\nNothing is written\.\n$/,
  ],
])('Told %s, it exits 2 and writes nothing.', async (_, flags, why) => {
  mkdirSync(join(folder, '..'))
  const file = join(folder, '../file')
  writeFileSync(file, 'theirs')
  const { code, stderr } = await run(...flags().map((flag) => flag.replace('FILE', file).replace('NEW', folder)))
  expect({ code, stderr: stderr.replaceAll(file, 'FILE').replaceAll(folder, 'NEW') }).toEqual({
    code: 2,
    stderr: expect.stringMatching(why),
  })
  expect(readFileSync(file, 'utf8')).toBe('theirs')
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  if (flags().includes('--from')) expect(existsSync(folder)).toBe(false)
})

const PAGE = {
  page: { id: 'x', name: 'Acme Cloud', url: 'https://status.acme.example', time_zone: 'Europe/Berlin' },
  components: [
    { id: 'aaaaaaaaaaaa', name: 'Web App', status: 'operational', position: 1, created_at: '2024-01-01T00:00:00Z' },
    { id: 'bbbbbbbbbbbb', name: 'Public API', status: 'operational', position: 2, created_at: '2024-01-01T00:00:00Z' },
  ],
  incidents: [
    {
      id: 'cccccccccccc',
      name: 'API errors',
      status: 'resolved',
      impact: 'major',
      created_at: '2026-10-01T10:00:00Z',
      started_at: '2026-10-01T10:00:00Z',
      resolved_at: '2026-10-01T11:00:00Z',
      components: [{ id: 'bbbbbbbbbbbb', name: 'Public API' }],
      incident_updates: [
        {
          id: 'eeeeeeeeeeee',
          status: 'resolved',
          body: 'It works.',
          created_at: '2026-10-01T11:00:00Z',
          display_at: '2026-10-01T11:00:00Z',
          affected_components: [
            { code: 'bbbbbbbbbbbb', name: 'Public API', old_status: 'major_outage', new_status: 'operational' },
          ],
        },
        {
          id: 'dddddddddddd',
          status: 'investigating',
          body: 'We look into it.',
          created_at: '2026-10-01T10:00:00Z',
          display_at: '2026-10-01T10:00:00Z',
          affected_components: [
            { code: 'bbbbbbbbbbbb', name: 'Public API', old_status: 'operational', new_status: 'major_outage' },
          ],
        },
      ],
    },
  ],
}

test('A Statuspage comes along, from a folder of its JSON: its services are the one team’s.', async () => {
  const source = join(folder, '../page')
  mkdirSync(source, { recursive: true })
  writeFileSync(join(source, 'summary.json'), JSON.stringify(PAGE))
  const { code, stdout, stderr } = await run(folder, '--from', source, '--member', 'ana')
  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(stdout).toContain('wrote content/services/public-api.yaml\n')
  expect(stdout).toContain('Wrote 1 site, 2 services, 1 incident, 2 updates.\n')
  expect(read('content/site.yaml')).toBe(
    'name: Acme Cloud\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n',
  )
  expect(readdirSync(join(folder, 'content/teams'))).toEqual(['operations.yaml'])
  expect(readdirSync(join(folder, 'content/services')).toSorted()).toEqual(['public-api.yaml', 'web-app.yaml'])
  expect(read('content/services/public-api.yaml')).toContain('team: operations\n')
  expect(read('content/runbooks/web-app-not-reachable.md')).toContain(
    `title: "Web App can't be reached"\nservices: [web-app]\n`,
  )
  expect(read('README.md')).toContain('# Acme Cloud: ')
  expect(findings()).toEqual([])
})

test('An address on statuspage.io goes away with the page: it isn’t taken over.', async () => {
  const source = join(folder, '../page.json')
  mkdirSync(join(folder, '..'), { recursive: true })
  writeFileSync(source, JSON.stringify({ ...PAGE, page: { ...PAGE.page, url: 'https://acme.statuspage.io' } }))
  const flags = ['--from', source, '--repository', 'acme/ops']
  expect((await run(folder, ...flags)).code).toBe(0)
  expect(read('content/site.yaml')).toContain('url: https://acme.github.io/ops\n')
})

test('What of a page can’t be read is named, and the rest is written.', async () => {
  const source = join(folder, '../page.json')
  mkdirSync(join(folder, '..'), { recursive: true })
  writeFileSync(source, JSON.stringify({ ...PAGE, incidents: [{ id: 3 }] }))
  const { code, stderr } = await run(folder, '--from', source)
  expect(code).toBe(1)
  expect(stderr).toContain(`${basename(source)}  record: id: Unexpected number 3`)
  expect(findings()).toEqual([])
})
