import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { npm, NPM_ENV, packedPackage } from '../fixtures/packed-package.ts'
import { PROJECT } from '../fixtures/places.ts'

/*
 * The package as its users have it: packed here, installed into an empty folder, and nothing else. npm asks no registry
 * for anything.
 */

const NOW = ['--now', '2026-11-23T09:00:00Z']
let scratch: string
let company: string
let tarball: string
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-installed-'))
  tarball = await packedPackage()
  company = join(scratch, 'acme')
  mkdirSync(company)
  npm(company, 'install', tarball)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function evenkeel(...args: string[]): { code: number; stdout: string; stderr: string } {
  try {
    const stdout = execFileSync('npx', ['--no-install', 'evenkeel', ...args], {
      cwd: company,
      env: { ...NPM_ENV, EVENKEEL_CACHE: join(scratch, 'cache') },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return { code: 0, stdout, stderr: '' }
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
    return { code: status, stdout, stderr }
  }
}

test('The package brings no other one along, is small, and says whose code is in it.', () => {
  const installed = globSync('node_modules/{*,@*/*}', { cwd: company }).map((path) => basename(path))
  expect(installed).toEqual(['evenkeel'])
  const manifest: Record<string, unknown> = JSON.parse(
    readFileSync(join(company, 'node_modules/evenkeel/package.json'), 'utf8'),
  )
  expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([])
  expect(statSync(tarball).size).toBeLessThan(3_000_000)
  const notice = readFileSync(join(company, 'node_modules/evenkeel/package/NOTICE'), 'utf8')
  for (const name of ['astro', 'zod', 'yaml', 'remark-parse', 'temporal-polyfill'])
    expect(notice).toMatch(new RegExp(`^${name} \\d`, 'm'))
  expect(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))).toHaveProperty('devDependencies')
})

test('Nothing in it evaluates a text, or names the machine that it was made on.', () => {
  const folder = join(company, 'node_modules/evenkeel/package')
  const texts = globSync('**/*.{js,mjs,json}', { cwd: folder }).map(
    (file) => [file, readFileSync(join(folder, file), 'utf8')] as const,
  )
  expect(texts.filter(([, text]) => /(?<![\w.$])eval\(/.test(text)).map(([file]) => file)).toEqual([])
  expect(texts.filter(([, text]) => text.includes(PROJECT)).map(([file]) => file)).toEqual([])
})

describe('In an empty folder', () => {
  beforeAll(() => {
    const made = evenkeel('init', '.', '--name', 'Acme', '--url', 'https://status.acme.example', '--member', 'ana')
    expect(made.stderr).toBe('')
    expect(made.code).toBe(0)
  })

  test('init makes a repository that validate finds in order, twice the same.', () => {
    for (const file of [
      'content/site.yaml',
      'CODEOWNERS',
      '.github/workflows/check.yml',
      'package.json',
      'package-lock.json',
    ])
      expect(existsSync(join(company, file)) || existsSync(join(company, '.github', file)), file).toBe(true)
    expect(evenkeel('validate', ...NOW).stdout).toMatch(/^0 errors, 0 warnings/m)
    expect(evenkeel('init', '.').code).toBe(0)
  })

  test('npm ci installs what init wrote down.', () => {
    npm(company, 'ci', '--ignore-scripts')
    expect(evenkeel('--help').stdout).toContain('preview')
  })

  test('both sites are built, an update gets out, and verify finds nothing internal.', () => {
    const first = evenkeel('build', ...NOW)
    expect(first.code, first.stderr).toBe(0)
    expect(readFileSync(join(company, 'dist/status/index.html'), 'utf8')).toContain('All systems operational')
    expect(readFileSync(join(company, 'dist/ops/index.html'), 'utf8')).toContain('Acme')
    const services = globSync('content/services/*.yaml', { cwd: company }).map((file) => basename(file, '.yaml'))
    const incident = join(company, 'content/incidents/2026/INC-2026-0001-slow')
    mkdirSync(join(incident, 'public'), { recursive: true })
    writeFileSync(
      join(incident, 'index.md'),
      `---\nid: INC-2026-0001\ntitle: The pooler of db-7 is full\nseverity: SEV-2\nservices: [${services[0]}]\nstarted: 2026-11-23T08:50:00Z\nroles: {commander: ana}\n---\n\n## Timeline\n`,
    )
    writeFileSync(
      join(incident, 'public/20261123T085500Z.md'),
      `---\nstate: investigating\ntitle: Pages are slow\ncomponents: {${services[0]}: partial_outage}\n---\n\nWe are looking into it.\n`,
    )
    expect(evenkeel('validate', ...NOW).stdout).toMatch(/^0 errors/m)
    const second = evenkeel('build', '--site', 'status', ...NOW)
    expect(second.code, second.stderr).toBe(0)
    expect(readFileSync(join(company, 'dist/status/index.html'), 'utf8')).toContain('Pages are slow')
    const verified = evenkeel('verify', 'dist/status', ...NOW)
    expect(verified.code, verified.stdout).toBe(0)
  })

  test('preview shows both.', async () => {
    const preview = spawn('npx', ['--no-install', 'evenkeel', 'preview', '--port', '0', ...NOW], {
      cwd: company,
      env: NPM_ENV,
      detached: true,
    })
    try {
      const address = await firstAddress(preview)
      const page = await fetch(address)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('Acme')
    } finally {
      if (preview.pid !== undefined) process.kill(-preview.pid)
    }
  })
})

const firstAddress = (child: ChildProcess): Promise<string> =>
  new Promise((done, fail) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        said += part.toString()
        const [address] = /http:\/\/localhost:\d+\S*/.exec(said) ?? []
        if (address) done(address)
      })
    child.on('exit', (code) => fail(new Error(`preview ended with ${code}: ${said}`)))
  })
