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
 * The last lock, tried: a copy of the project whose templates are made to print what isn't public. They read it from
 * a file, as a careless page would, or have it typed into them.
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

function build(out: string, content = 'content') {
  const args = ['scripts/evenkeel.ts', 'build', '--site', 'status', '--now', NOW, '--content', content, '--out', out]
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

/** Reads the title of the planted incident, past the door that the status site has. */
const PLANTED = `import { readFileSync } from 'node:fs'
const [, quoted = '""'] = /^title: (.*)$/m.exec(readFileSync(process.env['PLANTED'] ?? '', 'utf8')) ?? []
const title = JSON.parse(quoted)
`

describe('A build of the public site', () => {
  let first: Record<string, string>
  beforeAll(() => {
    const { status, stdout, stderr } = build('dist')
    expect([status, stderr.includes('leak')]).toEqual([0, false])
    expect(stdout).toContain('status')
    first = digests('dist/status')
  })

  test('comes out whole: the home page, the API, a page for each incident.', () => {
    const paths = Object.keys(first)
    expect(paths).toEqual(expect.arrayContaining(['/index.html', '/api/v2/summary.json', '/404.html']))
    expect(paths.filter((path) => path.startsWith('/incidents/')).length).toBeGreaterThan(10)
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

  const reported = (page: string) =>
    [
      `content/${INCIDENT}  title`,
      `  Unexpected internal text "${TITLE}" on the public page ${page}, expected nothing that isn't public.`,
      `1 leak`,
    ].join('\n')

  test.each<[string, string, string, string]>([
    [
      'in the text of a page',
      'site/status/pages/planted.astro',
      `---\n${PLANTED}---\n<html lang="en"><body><p>Sorry: {title}.</p></body></html>\n`,
      'planted/index.html',
    ],
    [
      'in an attribute of a page',
      'site/status/pages/planted.astro',
      `---\n${PLANTED}---\n<html lang="en"><body><p title={title}>Sorry.</p></body></html>\n`,
      'planted/index.html',
    ],
    [
      'in a JSON document',
      'site/status/pages/api/v2/planted.json.ts',
      `${PLANTED}\nexport const GET = () => new Response(JSON.stringify({ title }).replaceAll('&', '\\\\u0026').replaceAll('<', '\\\\u003c'))\n`,
      'api/v2/planted.json',
    ],
  ])(
    'fails with an internal title %s, names record, field and page, and leaves the last build alone.',
    (_, path, text, page) => {
      write(path, text)
      try {
        const { status, stdout, stderr } = build('dist')
        expect(status).toBe(1)
        expect(stdout).toBe('')
        expect(stderr).toContain(reported(page))
        expect(stderr).toContain('nothing was written')
        expect(digests('dist/status')).toEqual(first)
        expect(build('fresh').status).toBe(1)
        expect(existsSync(join(project, 'fresh'))).toBe(false)
      } finally {
        rmSync(join(project, path))
      }
    },
  )
})

test("A build fails where the name of a public file holds a record's id.", () => {
  const path = 'site/status/pages/api/[id].json.ts'
  write(
    path,
    `export const getStaticPaths = () => [{ params: { id: 'INC-2026-7001' } }]
export const GET = () => new Response('{}')
`,
  )
  const { status, stderr } = build('named')
  rmSync(join(project, path))
  expect(status).toBe(1)
  expect(stderr).toContain('Unexpected internal text "INC-2026-7001" on the public page api/INC-2026-7001.json')
})

test.each([
  ['as text', `<p>${TITLE.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`],
  ['in an attribute', '<p title="The pool is exhausted since eight.">…</p>'],
  ['in what is read out', '<p aria-label="The pool is exhausted since eight.">…</p>'],
  ['in what describes the page', '<meta name="description" content="The pool is exhausted since eight.">'],
])('A build fails on an internal sentence that someone typed into a template, %s.', (_, typed) => {
  const layout = 'site/status/layouts/Page.astro'
  const before = readFileSync(join(project, layout), 'utf8')
  expect(before).toContain('<slot />')
  write(layout, before.replace('<slot />', `${typed}<slot />`))
  const { status, stderr } = build('typed')
  write(layout, before)
  expect(status).toBe(1)
  expect(stderr).toContain(INCIDENT)
  expect(existsSync(join(project, 'typed'))).toBe(false)
})
