import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHeadersFile, type HeadersOf } from '#io/headers-file'
import { runEvenkeel, startEvenkeel } from '../../scripts/fixtures/command-line.ts'
import { COMPANY, PROJECT } from '../../scripts/fixtures/places.ts'

/*
 * What the documentation tells to put into real web servers, tried with them: they must send what `_headers` promises,
 * for every file of a built site.
 */

const GUIDE = readFileSync(join(PROJECT, 'docs/hosting.md'), 'utf8')
/** Whoever a web server should be: nobody, where the tests may choose. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const PROGRAMS = { nginx: '/usr/sbin/nginx', caddy: '/usr/bin/caddy' }
const PACKAGES = { nginx: 'nginx-light', caddy: 'caddy' }

/** On the machine that judges, a program that isn't there is a failure and no excuse. */
function isMissing(name: keyof typeof PROGRAMS): boolean {
  if (existsSync(PROGRAMS[name]) || process.env['CI']) return false
  console.warn(`No ${name} here: install Debian's \`${PACKAGES[name]}\`. The tests of its configuration are skipped.`)
  return true
}

let scratch: string
let site: string
let promised: HeadersOf
const running: ChildProcess[] = []

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-hosting-'))
  chmodSync(scratch, 0o755)
  const content = join(scratch, 'content')
  cpSync(COMPANY, content, { recursive: true })
  const settings = join(content, 'site.yaml')
  writeFileSync(
    settings,
    readFileSync(settings, 'utf8')
      .replace(/^brand: .*$/m, 'brand: {color: "#0a6a70", logo: mark.svg}')
      .replace(/^locales: .*$/m, 'locales: [en, de]'),
  )
  writeFileSync(join(content, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
  writeFileSync(
    join(content, 'services/検索 #1?.yaml'),
    'name: Search\nteam: core\ntier: 3\npublic: {name: Search & more}\n',
  )
  const out = join(scratch, 'dist')
  const built = await runEvenkeel('build', '--content', content, '--out', out, '--site', 'status', '--strict')
  expect(built.code, built.stderr).toBe(0)
  site = join(scratch, 'dist/status')
  promised = await readHeadersFile(join(site, '_headers'))
})
afterAll(() => {
  for (const child of running) child.kill()
  rmSync(scratch, { recursive: true, force: true })
})

/** The addresses of a site's files, as browsers ask for them. */
const paths = () =>
  globSync('**/*.*', { cwd: site }).map((file) => encodeURI(`/${file.replace(/(^|\/)index\.html$/, '$1')}`))

describe('What `_headers` promises', () => {
  test('covers every file: each is told once how long it keeps, and each page what it may load.', () => {
    const wrong = paths().filter((path) => {
      const headers = promised(path)
      const isPage = /\/$|\.html$/.test(path)
      return (
        headers.get('cache-control')?.match(/max-age/g)?.length !== 1 ||
        (isPage && headers.get('content-security-policy')?.match(/default-src/g)?.length !== 1) ||
        (isPage && !path.endsWith('/embed/') && headers.get('x-frame-options') !== 'DENY')
      )
    })
    expect(wrong).toEqual([])
    expect(paths().length).toBeGreaterThan(40)
  })
})

test('The sitemap names every page that wants to be found, and no other.', () => {
  const origin = 'https://status.godwit.example'
  const listed = [...readFileSync(join(site, 'sitemap.xml'), 'utf8').matchAll(/<loc>(.*?)<\/loc>/g)].map(
    ([, address]) => address,
  )
  const wanted = globSync('**/*.html', { cwd: site }).flatMap((file) => {
    // The further pages of a sum of outages.
    if (/components\/[^/]+\/uptime\/\d+\//.test(file)) return []
    const html = readFileSync(join(site, file), 'utf8')
    const address = `${origin}${encodeURI(`/${file.replace(/index\.html$/, '')}`)}`
    const canonical = /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1]
    return /<meta name="robots" content="noindex/.test(html) || canonical !== address ? [] : [address]
  })
  expect(listed.toSorted()).toEqual(wanted.toSorted())
  expect(listed).toContain(`${origin}/components/%E6%A4%9C%E7%B4%A2%20%25231%253F/`)
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('No port.')
  return address.port
}

/** The guide's settings of a server for the status page; the ops site has some of its own. */
const snippet = (language: string) =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))]
    .map((block) => block[1] ?? '')
    .find((settings) => settings.includes('/srv/status')) ?? ''

/** A passage of the documentation, replaced by what holds here; it must be there. */
function replaced(text: string, passage: string | RegExp, by: string): string {
  const after = text.replaceAll(passage, by)
  if (after === text) throw new Error(`docs/hosting.md has no ${String(passage)} any more.`)
  return after
}

/** Starts a program with a folder of its own, and waits until it answers. */
async function start(program: string, args: string[], folder: string, port: number): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const child = spawn(program, args, { ...NOBODY, cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
  running.push(child)
  let said = ''
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString()
  })
  const origin = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    const answer = await fetch(origin).catch(() => null)
    if (answer) return origin
    await wait(100)
  }
  throw new Error(`${program} does not answer: ${said}`)
}

function ownFolder(name: string): string {
  const folder = join(scratch, name)
  mkdirSync(folder)
  if (NOBODY.uid !== undefined) chownSync(folder, NOBODY.uid, NOBODY.gid)
  return folder
}

async function startNginx(): Promise<string> {
  const folder = ownFolder('nginx')
  const port = await freePort()
  const secured = replaced(snippet('nginx'), 'listen 443 ssl;', `listen 127.0.0.1:${port};`)
  const plain = replaced(secured, /^ *ssl_certificate.*$/gm, '')
  writeFileSync(join(folder, 'status.conf'), replaced(plain, '/srv/status', site))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log stderr; events {}
     http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')} include ${folder}/status.conf; }`,
  )
  return start(PROGRAMS.nginx, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], folder, port)
}

async function startCaddy(): Promise<string> {
  const folder = ownFolder('caddy')
  const port = await freePort()
  const plain = replaced(snippet('caddy'), /^status\.acme\.example /gm, `http://127.0.0.1:${port} `)
  writeFileSync(
    join(folder, 'Caddyfile'),
    `{\n\tadmin off\n\tauto_https off\n}\n${replaced(plain, '/srv/status', site)}`,
  )
  return start(PROGRAMS.caddy, ['run', '--config', join(folder, 'Caddyfile')], folder, port)
}

async function startOurs(): Promise<string> {
  const args = ['serve', '--out', join(scratch, 'dist'), '--port', '0']
  const { child, said } = await startEvenkeel(/Status page\s+(http:\S+)\/\n/, ...args)
  running.push(child)
  return said[1] ?? ''
}

const SERVERS = [
  { name: 'evenkeel serve', missing: false, begin: startOurs },
  { name: 'nginx', missing: isMissing('nginx'), begin: startNginx },
  { name: 'Caddy', missing: isMissing('caddy'), begin: startCaddy },
]

/** The headers that are ours to set: none of them may come where none is promised. */
const OURS = [
  'access-control-allow-origin',
  'cache-control',
  'content-security-policy',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
]
/** What browsers go by where `_headers` leaves it to the host. */
const TYPES: Record<string, RegExp> = {
  html: /^text\/html/,
  css: /^text\/css/,
  js: /^(text|application)\/javascript/,
  json: /^application\/(feed\+)?json/,
  svg: /^image\/svg\+xml/,
  xml: /^(text|application)\/xml/,
  txt: /^text\/plain/,
  atom: /^application\/atom\+xml$/,
  rss: /^application\/rss\+xml$/,
  ics: /^text\/calendar; charset=utf-8$/,
}

describe.each(SERVERS)('$name', ({ missing, begin }) => {
  let origin: string
  beforeAll(async () => {
    if (!missing) origin = await begin()
  })

  test.skipIf(missing)('sends every file with the headers that `_headers` promises, and no others.', async () => {
    const wrong: string[] = []
    for (const path of paths()) {
      const response = await fetch(`${origin}${path}`, { redirect: 'manual' })
      await response.body?.cancel()
      const wanted = promised(path)
      if (response.status !== 200) wrong.push(`${path} ${response.status}`)
      for (const name of new Set([...OURS, ...wanted.keys()]))
        if (response.headers.get(name) !== wanted.get(name))
          wrong.push(`${path} ${name}: ${response.headers.get(name)}, expected ${wanted.get(name)}`)
      const extension = path.endsWith('/') ? 'html' : path.slice(path.lastIndexOf('.') + 1)
      const type = response.headers.get('content-type') ?? ''
      if (!TYPES[extension]?.test(type)) wrong.push(`${path} is ${type}`)
    }
    expect(wrong).toEqual([])
  })

  test.skipIf(missing)(
    'says that what is missing is missing, in our own words, and keeps `_headers` to itself.',
    async () => {
      for (const path of ['/no-such-page/', '/incidents/nothing', '/_headers']) {
        const response = await fetch(`${origin}${path}`)
        expect(response.status, path).toBe(404)
        expect(response.headers.get('content-type'), path).toMatch(/^text\/html/)
        expect(response.headers.get('x-content-type-options'), path).toBe('nosniff')
        expect(await response.text(), path).toBe(readFileSync(join(site, '404.html'), 'utf8'))
      }
    },
  )
})
