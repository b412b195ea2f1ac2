import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runEvenkeel } from '../../fixtures/command-line.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-init-build-'))
afterAll(() => rmSync(top, { recursive: true }))

test('From an empty folder: both sites are built, a first incident is posted, its pull request may be merged.', async () => {
  const content = join(top, 'content')
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', top, '-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...args], {
      stdio: 'pipe',
    })
  git('init', '--quiet', '--initial-branch=main')
  const flags = ['--name', 'Acme: "the best" & <i>#1</i>', '--url', 'https://acme.github.io/ops', '--member', 'ana']
  expect(await runEvenkeel('init', top, ...flags)).toMatchObject({ code: 0 })
  git('add', '.')
  git('commit', '--quiet', '--message', 'A status page')
  git('switch', '--quiet', '--create', 'slow-api')

  const build = (site: string) => runEvenkeel('build', '--content', content, '--out', join(top, 'dist'), '--site', site)
  const read = (path: string) => readFileSync(join(top, 'dist', path), 'utf8')
  expect(await build('both')).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') })
  for (const page of ['status/index.html', 'ops/index.html'])
    expect(read(page)).toContain('Acme: &quot;the best&quot; &amp; &lt;i&gt;#1&lt;/i&gt;')
  expect(read('status/index.html')).toContain('href="/ops/style.css')
  expect(read('status/index.html')).toContain('All systems operational')
  expect(existsSync(join(top, 'dist/status/components/website/index.html'))).toBe(true)
  expect(existsSync(join(top, 'dist/ops/runbooks/website-not-reachable/index.html'))).toBe(true)

  // The README's own examples, as somebody would copy them.
  const named = readFileSync(join(top, 'README.md'), 'utf8').matchAll(
    /`(content\/incidents\/\S+\.md)`[^]*?\n```markdown\n([^]*?)\n```\n/g,
  )
  let day = ''
  for (const [, path = '', record = ''] of named) {
    // The examples are of today's morning, whatever the time is.
    day = /(\d{4})(\d{2})(\d{2})T/.exec(path)?.slice(1).join('-') ?? day
    mkdirSync(join(top, path, '..'), { recursive: true })
    writeFileSync(join(top, path), `${record}\n`)
  }
  git('add', '.')
  git('commit', '--quiet', '--message', 'An incident')
  const noon = ['--now', `${day}T12:00:00Z`]
  const since = await runEvenkeel('validate', '--content', content, '--since', 'main', ...noon)
  expect(since).toMatchObject({ code: 0 })
  const verdict = await runEvenkeel('gate', '--content', content, '--base', 'main', '--author', 'ana', ...noon)
  expect(verdict).toMatchObject({ code: 0, stderr: '' })
  expect(verdict.stdout).toContain('Website: operational → partial outage\n')
  expect(verdict.stdout).toMatch(/\n\nReady to merge: nothing in it needs an approval\.\n$/)
})
