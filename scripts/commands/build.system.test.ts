import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEvenkeel } from '../fixtures/command-line.ts'
import { run } from '../fixtures/in-process.ts'
import { COMPANY } from '../fixtures/places.ts'

/** Builds a copy of the sample company's records with some files changed, by the command line. */
let scratch: string
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-build-test-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let count = 0
function sample(edits: Record<string, (text: string) => string> = {}) {
  const folder = join(scratch, String((count += 1)))
  const content = join(folder, 'content')
  cpSync(COMPANY, content, { recursive: true })
  for (const [path, edit] of Object.entries(edits)) {
    const file = join(content, path)
    writeFileSync(file, edit(existsSync(file) ? readFileSync(file, 'utf8') : ''))
  }
  const out = join(folder, 'dist')
  /** Whether a page holds all of some words; the whole page would drown the report of a failure. */
  const says = (path: string, ...words: string[]) => {
    const text = readFileSync(join(out, path), 'utf8')
    return words.filter((word) => !text.includes(word)).length === 0
  }
  return {
    content,
    out,
    says,
    build: (...more: string[]) => run('build', '--content', content, '--out', out, ...more),
  }
}

describe('build', () => {
  test('an update gets out although other records are broken, and the ops home names those', async () => {
    const { build, says, content, out } = sample({
      'changes/2026/CHG-2026-0015-locker-protocol.md': (text) => text.replace(/^risk:.*$/m, 'risk: high'),
      'teams/lockers.yaml': () => 'name: [',
    })
    const { code, stderr } = await build()
    expect(code, stderr.slice(0, 2000)).toBe(0)
    expect(stderr).toMatch(/content\/teams\/lockers\.yaml:\d+:\d+ {2}error {2}yaml-syntax/)
    expect(says('status/index.html', 'iDEAL payments fail with some banks')).toBe(true)
    expect(says('ops/index.html', 'content/teams/lockers.yaml')).toBe(true)
    expect(says('ops/index.html', 'yaml-syntax')).toBe(true)
    const findings = join(out, '../findings.txt')
    const { stdout } = await build('--site', 'status', '--format', 'github', '--findings', findings)
    expect(readFileSync(findings, 'utf8')).toBe((await run('validate', '--content', content)).stdout)
    expect(stdout).toMatch(/^::error file=\S*teams\/lockers\.yaml,line=1,.*title=yaml-syntax::/m)
    expect(stdout).toMatch(/^::error file=\S*CHG-2026-0015-locker-protocol\.md,line=\d+,/m)
  })

  const summary = (out: string) =>
    JSON.parse(readFileSync(join(out, 'status/api/v2/summary.json'), 'utf8')) as {
      page: { id: string; url: string }
      components: { name: string; status: string }[]
      incidents: { id: string; name: string }[]
    }

  test('a component whose service is deleted in an outage stays, as git remembers it, and the build says so', async () => {
    // An internal title of the same words: what git remembers is public all the same.
    const { content, out, build } = sample({
      'runbooks/lockers/lockers-offline.md': (text) => text.replace(/^title: .*$/m, 'title: Locker doors'),
    })
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=a@x.example', ...args], {
        cwd: content,
        stdio: 'pipe',
      })
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '-m', 'x')
    for (const id of ['payments', 'locker-doors']) rmSync(join(content, `services/${id}.yaml`))
    const { code, stderr } = await build('--site', 'status')
    expect(code, stderr.slice(-2000)).toBe(0)
    expect(stderr).toContain("services/payments.yaml can't be read, and customers read of it: it stays a component")
    expect(stderr).toContain('as git remembers it')
    const { components, incidents } = summary(out)
    expect(components.filter(({ name }) => name === 'Payments').map(({ status }) => status)).toEqual(['partial_outage'])
    expect(incidents.map(({ name }) => name)).toContain('iDEAL payments fail with some banks')
    expect((await run('verify', join(out, 'status'), '--content', content)).stdout).toContain('none is there')
  })

  test('a slip in site.yaml moves no page, and without an address none is written over', async () => {
    const good = sample()
    expect((await good.build('--site', 'status')).code).toBe(0)
    const slip = sample({ 'site.yaml': (text) => text.replace(/^name: .*$/m, 'name: Godwit: status\n\tx') })
    expect((await slip.build('--site', 'status')).code).toBe(0)
    const addresses = ({ out }: { out: string }) => globSync('status/**/*.*', { cwd: out }).toSorted()
    expect(addresses(slip)).toEqual(addresses(good))
    expect(summary(slip.out).page).toMatchObject({ id: summary(good.out).page.id, name: 'Godwit: status' })

    writeFileSync(join(good.content, 'site.yaml'), 'name: Godwit\n')
    const refused = await good.build('--site', 'status')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('`site.yaml` says no `url` that can be read')
    expect(summary(good.out).page.id).toBe(summary(slip.out).page.id)
  })

  test.each([
    ['störungen', 'st%C3%B6rungen'],
    ['status page', 'status%20page'],
    ['status%20page', 'status%20page'],
  ])('an address with the folder %s has its pages there, as browsers ask for them', async (folder, encoded) => {
    const { build, says, out } = sample({
      'site.yaml': (text) => text.replace(/^url: .*$/m, `url: "https://godwit.example/${folder}/"`),
    })
    expect((await build('--site', 'status')).code).toBe(0)
    expect(says('status/index.html', `href="/${encoded}/history/"`)).toBe(true)
    expect(says('status/history.atom', `https://godwit.example/${encoded}/incidents/`)).toBe(true)
    expect(summary(out).page.url).toBe(`https://godwit.example/${encoded}`)
  })

  test('a language with its own digits, and one that is none, cost no other language', async () => {
    const { build, out } = sample({
      'site.yaml': (text) =>
        text.replace(/^locales?: .*\n/gm, '') + 'locale: en\nlocales: [de, i-klingon, ar-u-nu-latn]\n',
    })
    const { code, stderr } = await build('--site', 'status')
    expect(code, stderr.slice(-2000)).toBe(0)
    expect(['de', 'ar-u-nu-latn'].filter((tag) => !existsSync(join(out, `status/${tag}/index.html`)))).toEqual([])
  })

  test('with --strict a broken record stops it, and nothing is written', async () => {
    const { build, out } = sample({ 'teams/lockers.yaml': () => 'name: [' })
    const { code, stderr } = await build('--strict')
    expect(code).toBe(1)
    expect(stderr).toContain('yaml-syntax')
    expect(existsSync(out)).toBe(false)
  })

  test('an incident whose internal record is broken stays on the status page', async () => {
    const { build, says } = sample({
      'incidents/2026/INC-2026-0012-ideal-payments/index.md': (text) =>
        text.replace('severity: SEV-2', 'severity: bad'),
    })
    const { code } = await build()
    expect(code).toBe(0)
    expect(says('status/index.html', 'iDEAL payments fail with some banks')).toBe(true)
  })

  test('a public update with a secret in it is left out, the rest of its incident is not', async () => {
    const { build, says, out } = sample({
      'incidents/2026/INC-2026-0012-ideal-payments/public/20261123T085500Z.md': () =>
        '---\nstate: identified\n---\nUse the key AKIAIOSFODNN7EXAMPLE meanwhile.\n',
    })
    expect((await build()).code).toBe(0)
    expect(says('status/index.html', 'iDEAL payments fail with some banks')).toBe(true)
    const files = globSync('status/**/*.*', { cwd: out })
    expect(files).toContain('status/api/v2/summary.json')
    expect(files.filter((file) => readFileSync(join(out, file)).includes('AKIA'))).toEqual([])
  })

  test('a logo that would run is left out, and it is said why', async () => {
    const { build, out } = sample({
      'site.yaml': (text) => text.replace(/^brand: .*$/m, 'brand: {logo: logo.svg}'),
      'logo.svg': () =>
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></svg>',
    })
    const { code, stderr } = await build('--site', 'status')
    expect(code).toBe(0)
    expect(stderr).toContain('The logo logo.svg is left out: expected a drawing without the element `s:script`.')
    expect(globSync('status/logo.*', { cwd: out })).toEqual([])
  })

  test('one site alone is built where one is wanted', async () => {
    const { build, out } = sample()
    expect((await build('--site', 'ops')).code).toBe(0)
    expect(existsSync(join(out, 'ops/index.html'))).toBe(true)
    expect(existsSync(join(out, 'status'))).toBe(false)
  })

  test('a page under a folder of its host links to itself, and is served as it will be', async () => {
    const { build, says, out } = sample({
      'site.yaml': (text) => text.replace(/^url: .*$/m, 'url: https://godwit.example/status'),
    })
    expect((await build('--site', 'status')).code).toBe(0)
    expect(says('status/index.html', 'href="/status/history/"')).toBe(true)
    const ready = /Status page\s+(http:\S+)\/\n/
    const { child: server, said } = await startEvenkeel(ready, 'serve', '--out', out, '--port', '0')
    const [home, under, missing] = await Promise.all(
      ['/', '/status/history/', '/status/nothing/'].map((path) => fetch(`${said[1]}${path}`)),
    )
    server.kill()
    expect([home?.status, under?.status, missing?.status]).toEqual([200, 200, 404])
    expect(await missing?.text()).toContain('This page isn')
  })

  test('a content folder that is not there, and an unknown flag, exit 2', async () => {
    expect((await run('build', '--content', join(scratch, 'nowhere'))).code).toBe(2)
    expect((await run('build', '--wat')).code).toBe(2)
    expect((await run('build', '--help')).code).toBe(0)
  })

  test('strangers in it: quotes, tags, emoji, right-to-left and very long titles', async () => {
    const title = `"Quoted" <script>alert(1)</script> ]]> 🚚 مرحبا ${'long'.repeat(100)}`
    const { build, says, out } = sample({
      'incidents/2026/INC-2026-0012-ideal-payments/public/20261123T082000Z.md': (text) =>
        text.replace(/^title: .*$/m, `title: ${JSON.stringify(title)}`),
    })
    expect((await build('--strict')).code).toBe(0)
    expect(says('status/index.html', '<script>')).toBe(false)
    expect(says('status/index.html', '&lt;script&gt;alert(1)')).toBe(true)
    const { incidents } = JSON.parse(readFileSync(join(out, 'status/api/v2/summary.json'), 'utf8')) as {
      incidents: { name: string }[]
    }
    expect(incidents.map(({ name }) => name)).toContain(title)
  })

  test('a folder that no build has written is left alone, and a file is no folder', async () => {
    const { content, out } = sample()
    mkdirSync(join(out, 'status'), { recursive: true })
    writeFileSync(join(out, 'status/index.html'), 'my own page')
    const refused = await run('build', '--content', content, '--out', out)
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.stderr).toContain('holds something other than a built site')
    expect(readFileSync(join(out, 'status/index.html'), 'utf8')).toBe('my own page')
    const inTheWay = await run('build', '--content', content, '--out', join(content, 'site.yaml'))
    expect(inTheWay).toMatchObject({ code: 2 })
    expect(inTheWay.stderr).not.toContain('    at ')
    const among = await run('build', '--content', content, '--out', join(content, 'dist'))
    expect(among).toMatchObject({ code: 2 })
    expect(among.stderr).toContain('lies in the content folder')
  })

  test('the status page is out before the ops site is begun, whatever becomes of that one', async () => {
    const { build, out, says } = sample()
    mkdirSync(join(out, 'ops'), { recursive: true })
    writeFileSync(join(out, 'ops/index.html'), 'my own page')
    const { code, stderr } = await build()
    expect(code).toBe(2)
    expect(stderr).toContain('holds something other than a built site')
    expect(says('status/index.html', 'iDEAL payments fail with some banks')).toBe(true)
    expect(readFileSync(join(out, 'ops/index.html'), 'utf8')).toBe('my own page')
  })
})
