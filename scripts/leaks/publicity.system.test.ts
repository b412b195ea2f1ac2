import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeEverythingInternal } from '../fixtures/everything-internal-changed.ts'
import { COMPANY, PROJECT } from '../fixtures/places.ts'

/*
 * The last locks, tried: whatever is internal changes no byte, and in a copy of the project whose templates are made to
 * print what isn't public, `verify` names all of it. They read it from a file, as a careless page would, or have it typed
 * into them.
 */
const NOW = '2026-11-23T09:00:00Z'
const INCIDENT = 'incidents/2026/INC-2026-7001-planted.md'
const TITLE = `Ana's "pool" & <limit> of pgbouncer_7`

let project: string
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'evenkeel-publicity-'))
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '-co', '--exclude-standard', 'site', 'scripts', '*.json', '*.mjs'],
    { cwd: PROJECT, encoding: 'utf8' },
  )
  for (const path of new Set(listed.split('\0'))) {
    if (path === '' || !existsSync(join(PROJECT, path))) continue
    mkdirSync(dirname(join(project, path)), { recursive: true })
    cpSync(join(PROJECT, path), join(project, path))
  }
  cpSync(COMPANY, join(project, 'content'), { recursive: true })
  symlinkSync(join(PROJECT, 'node_modules'), join(project, 'node_modules'))
  write(`content/${INCIDENT}`, incident(TITLE, 'SEV-1'))
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

const incident = (title: string, severity: string) => `---
id: INC-2026-7001
title: ${JSON.stringify(title)}
severity: ${severity}
services: [booking]
started: 2026-11-23T08:00:00Z
---
## Timeline

The pool is exhausted since eight.
`

function write(path: string, text: string) {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), text)
}

const build = (out: string, content = 'content') => run('build', '--site', 'status', '--content', content, '--out', out)

function run(...command: string[]) {
  const args = ['scripts/evenkeel.ts', ...command, '--now', NOW]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, PLANTED: join(project, 'content', INCIDENT) },
  })
  return { status, stdout, stderr }
}

/** Every file of a folder with a digest of its bytes. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(join(project, folder), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )
  const paths = files.map((one) => join(one.parentPath, one.name)).toSorted()
  return Object.fromEntries(
    paths.map((path) => [
      path.slice(join(project, folder).length),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  )
}

describe('A build of the public site', () => {
  let first: Record<string, string>
  beforeAll(() => {
    const { status, stdout, stderr } = build('dist')
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('bug')])
    expect(stdout).toContain('status')
    first = digests('dist/status')
  })

  test('comes out whole: the home page, the API, a page for each incident.', () => {
    const paths = Object.keys(first)
    expect(paths).toEqual(expect.arrayContaining(['/index.html', '/api/v2/summary.json', '/404.html']))
    expect(paths.filter((path) => path.startsWith('/incidents/')).length).toBeGreaterThan(10)
  })

  test('holds nothing internal, as far as can be seen.', () => {
    const { status, stdout } = run('verify', 'dist')
    expect(stdout).toMatch(/^\d+ files of dist\/status searched for \d{3,} internal strings: none is there\.\n$/)
    expect(status).toBe(0)
  })

  test('is the same again, byte for byte, with the same --now.', () => {
    expect(build('again').status).toBe(0)
    expect(digests('again/status')).toEqual(first)
  })

  test('is the same, byte for byte, when everything internal is another.', () => {
    cpSync(join(project, 'content'), join(project, 'other/content'), { recursive: true })
    rmSync(join(project, 'other/content', INCIDENT))
    changeEverythingInternal(join(project, 'other/content'))
    const { status, stderr } = build('other/dist', 'other/content')
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('left out')])
    expect(digests('other/dist/status')).toEqual(first)
  })
})

/** Reads the title of the planted incident, past the door that the status site has. */
const PLANTED = `import { readFileSync } from 'node:fs'
const [, quoted = '""'] = /^title: (.*)$/m.exec(readFileSync(process.env['PLANTED'] ?? '', 'utf8')) ?? []
const planted = JSON.parse(quoted)
`
const LINE = 'The pool is exhausted since eight.'
const pages = 'site/status/pages/[...locale]'

/** Each in another place: the template, what of it is replaced by what, the page that comes out, and what leaks there. */
const CARELESS: [how: string, template: string, from: string, to: string, page: string, phrase: string][] = [
  [
    'in the text of a page',
    `${pages}/maintenance/index.astro`,
    '</Page>',
    '<p>Sorry: {planted}.</p></Page>',
    'maintenance/index.html',
    TITLE,
  ],
  [
    'in an attribute of a page',
    `${pages}/uptime/index.astro`,
    '</Page>',
    '<p title={planted}>Sorry.</p></Page>',
    'uptime/index.html',
    TITLE,
  ],
  [
    'in a JSON document',
    'site/status/pages/api/v2/status.json.ts',
    'Response.json(statusDocument(current(locals).status))',
    String.raw`new Response(JSON.stringify({ planted, ...statusDocument(current(locals).status) }).replaceAll('&', '\\u0026').replaceAll('<', '\\u003c'))`,
    'api/v2/status.json',
    TITLE,
  ],
  [
    'in the name of a file',
    'site/status/site.ts',
    "live('/404.html', '/404'),",
    "live('/404.html', '/404'), live('/api/INC-2026-7001.json', '/api/uptime.json'),",
    'api/INC-2026-7001.json',
    'INC-2026-7001',
  ],
  [
    'typed into a template, as text',
    'site/status/pages/404.astro',
    '</Page>',
    `<p>${LINE}</p></Page>`,
    '404.html',
    LINE,
  ],
  [
    'typed into an attribute',
    `${pages}/history/index.astro`,
    '</Page>',
    `<p title="${LINE}">…</p></Page>`,
    'history/index.html',
    LINE,
  ],
  [
    'typed into what is read out',
    `${pages}/index.astro`,
    '</Page>',
    `<p aria-label="${LINE}">…</p></Page>`,
    'index.html',
    LINE,
  ],
  [
    'typed into what describes the page',
    `${pages}/embed/index.astro`,
    '<meta charset',
    `<meta name="description" content="${LINE}"><meta charset`,
    'embed/index.html',
    LINE,
  ],
]

describe('Where templates print what is internal', () => {
  let built: ReturnType<typeof run>
  let verified: ReturnType<typeof run>
  beforeAll(() => {
    const before = new Map(CARELESS.map(([, template]) => [template, readFileSync(join(project, template), 'utf8')]))
    for (const [, template, from, to] of CARELESS) {
      const text = before.get(template) ?? ''
      expect(text).toContain(from)
      const careless = text.replace(from, () => to)
      const read = to.includes('planted')
        ? careless.startsWith('---\n')
          ? `---\n${PLANTED}${careless.slice(4)}`
          : PLANTED + careless
        : careless
      write(template, read)
    }
    built = build('careless')
    verified = run('verify', 'careless/status')
    for (const [template, text] of before) write(template, text)
  })

  test('the page still gets out: a false alarm must hold back no update.', () => {
    expect([built.status, built.stderr]).toEqual([0, expect.not.stringContaining('bug')])
    expect(existsSync(join(project, 'careless/status/index.html'))).toBe(true)
  })

  test.each(CARELESS)(
    'verify fails and names record, field and page: %s.',
    (_how, _template, _from, _to, page, phrase) => {
      expect(verified.status).toBe(1)
      const field = phrase === TITLE ? 'title' : phrase === LINE ? 'body.markdown' : 'id'
      expect(verified.stdout).toContain(
        `content/${INCIDENT}  ${field}\n  Unexpected internal text "${phrase}" on the public page ${page}, expected nothing that isn't public.\n`,
      )
    },
  )

  test('it names nothing else, and counts last.', () => {
    const others = verified.stdout
      .matchAll(/on the public page (\S+),/g)
      .map(([, page = '']) => page.replace(/^[a-z]{2}\//, ''))
      .filter((page) => !CARELESS.some((one) => one[4] === page))
    expect([...others]).toEqual([])
    expect(verified.stdout).toMatch(
      /\n\d+ leaks of what isn't public; \d+ files of careless\/status searched for \d+ internal strings\.\n$/,
    )
  })
})
