import { globSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runEvenkeel } from '../../fixtures/command-line.ts'
import { change, GOOD, incident, lastUpdate, runbook } from '../../fixtures/good-content.ts'
import { apart, previewed, words, type Got } from '../../fixtures/previewed.ts'
import { UsageError } from '../usage-error.ts'
import { startPreview } from './start.ts'

const NOW = '2026-03-02T09:00:00Z'
/** Maintenance that is written for customers while its change is still a proposal. */
const PROPOSED = {
  'changes/2026/CHG-2026-0003-ledger/index.md': (GOOD[change] ?? '')
    .replace('CHG-2026-0001', 'CHG-2026-0003')
    .replace('status: completed', 'status: proposed')
    .replace('title: Upgrade the session cache', 'title: Internal words about the ledger')
    .replace(/^outcome.*\n/m, ''),
  'changes/2026/CHG-2026-0003-ledger/public/20260301T120000Z.md':
    '---\nstate: scheduled\ntitle: Payments pause\ncomponents: {checkout: under_maintenance}\n---\nNobody pays for an hour.\n',
}
/** An update that waits for its time. */
const LATER = {
  'incidents/2026/INC-2026-0001-checkout/public/20260302T110000Z.md':
    '---\nstate: investigating\ntitle: Delayed again\n---\nIt came back.\n',
}

describe('preview', () => {
  let site: Awaited<ReturnType<typeof previewed>>
  /** The address of the page that the good incident has for customers. */
  let page: string
  const linkTo = ({ text }: Got, title: string) =>
    new RegExp(`href="([^"]*)"[^>]*>(?:<span[^>]*>)?${title}`).exec(text)?.[1] ?? ''

  beforeAll(async () => {
    site = await previewed({ ...GOOD, ...PROPOSED, ...LATER }, NOW)
    page = linkTo(await site.status('/history/2026-03/'), 'Card payments delayed')
    expect(page).toMatch(/^\/incidents\/\w{12}\/$/)
  }, 240_000)
  afterAll(() => site.close())

  test('Pages are those of a build, byte for byte, with the block on top.', { timeout: 120_000 }, async () => {
    const out = join(site.scratch, 'dist')
    const { code } = await runEvenkeel('build', '--content', site.folder, '--out', out, '--now', NOW)
    expect(code).toBe(0)
    const files = globSync('{status,ops}/**/*.*', { cwd: out }).filter((file) => !file.endsWith('_headers'))
    expect(files.length).toBeGreaterThan(60)
    for (const file of files) {
      const [name, ...path] = file.split('/')
      const got = await site[name === 'ops' ? 'ops' : 'status'](`/${path.join('/').replace(/index\.html$/, '')}`)
      const built = readFileSync(join(out, file))
      if (!file.endsWith('.html') || built.includes('<body class="embed">'))
        expect(got.bytes.equals(built), file).toBe(true)
      else {
        expect(apart(got).page, file).toBe(built.toString())
        expect(got.text, file).toMatch(
          /<body>(<svg class="none".*?<\/svg>)?<a class="skip" .*?<\/a><aside id="evenkeel-preview"/,
        )
      }
    }
  })

  test('A build holds no word of the block.', async () => {
    const [built = ''] = globSync('dist/*/index.html', { cwd: site.scratch })
    expect(readFileSync(join(site.scratch, built), 'utf8')).not.toContain('evenkeel-preview')
  })

  test('A file that changes is told to browsers, and shown.', async () => {
    await site.told(() => site.write(lastUpdate, '---\nstate: resolved\n---\nPayments work as they should.\n'))
    expect((await site.status(page)).text).toContain('Payments work as they should.')
    await site.told(() => site.write(lastUpdate, GOOD[lastUpdate] ?? ''))
    expect((await site.status(page)).text).not.toContain('as they should')
  })

  test('A record in a folder that is a moment old is shown, and gone again with its folder.', async () => {
    const folder = 'incidents/2026/INC-2026-0009-new'
    await site.told(() => {
      site.write(`${folder}/index.md`, (GOOD[incident] ?? '').replace('INC-2026-0001', 'INC-2026-0009'))
      site.write(`${folder}/public/20260301T200000Z.md`, '---\nstate: resolved\ntitle: All dark\n---\nFor a minute.\n')
    })
    expect((await site.status('/history/2026-03/')).text).toContain('All dark')
    await site.told(() => rmSync(join(site.folder, folder), { recursive: true }))
    expect((await site.status('/history/2026-03/')).text).not.toContain('All dark')
  })

  describe('findings', () => {
    const evil = 'title: <script>alert(1)</script>\nteem: platform'
    beforeAll(() => site.told(() => site.write(runbook, (GOOD[runbook] ?? '').replace(/^title.*\n/m, `${evil}\n`))))
    afterAll(() => site.told(() => site.write(runbook, GOOD[runbook] ?? '')))

    test("The record's page says what is wrong with it.", async () => {
      const got = await site.ops('/runbooks/payments/checkout-errors/')
      expect(got.status).toBe(200)
      expect(words(got.text)).toContain('read as far as it could be')
      expect(words(apart(got).block)).toMatchInlineSnapshot(
        `"Preview Status page As of Etc/UTC Show 1 error in the records of this page Error Unexpected key teem , expected one that is known here. The nearest known key is owner ; known are title, services, owner, team, alerts, aliases, last_updated, last_tested, tested_note, review_in, severity, dashboards, placeholders, escalation, labels, links, source. content/runbooks/payments/checkout-errors.md:3:1 rule schema"`,
      )
    })

    test('So does the address of one that is left out.', async () => {
      await site.told(() => site.write('freezes/odd.yaml', 'titel: Odd\n'))
      const got = await site.ops('/freezes/odd/')
      expect([got.status, words(got.text).includes('Left out')]).toEqual([200, true])
      expect(words(apart(got).block)).toContain('Unexpected key titel')
      await site.told(() => rmSync(join(site.folder, 'freezes/odd.yaml')))
    })

    test('The home pages count all findings, folded up; other pages say nothing of them.', async () => {
      for (const got of [await site.ops('/'), await site.status('/')]) {
        expect(words(apart(got).block)).toMatch(/1 error( and \d warnings?)? in this content/)
        expect(got.text).toMatch(/<details class="ek-findings ek-error" data-name="findings">/)
      }
      expect(words(apart(await site.ops('/services/checkout/')).block)).not.toContain('error')
    })

    test("What strangers write is never markup of the preview's.", async () => {
      await site.told(() => site.write('runbooks/<img src=x onerror=alert(1)>.md', '---\n"<b>": 1\n---\n'))
      const { block } = apart(await site.ops('/'))
      expect(block).toContain('&lt;img src=x onerror=alert(1)&gt;.md')
      expect(block).not.toMatch(/<(img|b)\b/)
      await site.told(() => rmSync(join(site.folder, 'runbooks/<img src=x onerror=alert(1)>.md')))
    })
  })

  describe('as of another moment', () => {
    test('The form leads to the same page as of then, by the clock of the site’s zone.', async () => {
      const { status, headers } = await site.status(`${page}?now=2026-03-01T10%3A30`)
      expect(status).toBe(303)
      expect(headers.location).toBe(`/-/as-of/2026-03-01T10:30:00Z${page}`)
      const then = await site.status(headers.location ?? '')
      expect(then.text).toContain('We are looking into delayed payments.')
      expect(then.text).not.toContain('Payments work.')
      expect(words(apart(then).block)).toContain('Preview as of Sun 1 Mar 2026, 10:30. Back to now')
    })

    test('Every link of that page stays with the moment, and nothing is remembered elsewhere.', async () => {
      const then = await site.status('/-/as-of/2026-03-01T10:30:00Z/')
      const links = [...apart(then).page.matchAll(/(?:href|src|data-summary)="(\/[^"]*)"/g)].map(([, link]) => link)
      expect(links.length).toBeGreaterThan(10)
      expect(links.filter((link) => !link?.startsWith('/-/as-of/2026-03-01T10:30:00Z/'))).toEqual([])
      expect(then.headers['set-cookie']).toBeUndefined()
      expect(then.text).not.toContain('All systems operational')
      expect((await site.status('/')).text).toContain('All systems operational')
    })

    test("The page's script goes by that moment, not by the reader's clock.", async () => {
      const html = async (path: string) => /<html[^>]*>/.exec((await site.status(path)).text)?.[0]
      expect(await html('/-/as-of/2026-03-01T10:30:00Z/')).toMatch(
        / data-sample="".* data-now="2026-03-01T10:30:00.000Z"/,
      )
      expect(await html('/')).not.toContain('data-sample')
    })

    test('An empty time leads back to now; one that is none says so.', async () => {
      expect((await site.status(`/-/as-of/2026-03-01T10:30:00Z${page}?now=`)).headers.location).toBe(page)
      const { status, text } = await site.status('/?now=yesterday')
      expect(status).toBe(400)
      expect(text).toContain('Unexpected &quot;yesterday&quot;')
      expect((await site.status('/-/as-of/yesterday/')).status).toBe(404)
    })

    test('The ops site goes by it, too.', async () => {
      expect((await site.ops('/-/as-of/2026-02-25T02:30:00Z/')).text).toContain('25 Feb 2026, 02:30</time>')
    })
  })

  describe('what is not public yet', () => {
    const block = async (path: string) => words(apart(await site.status(path)).block)

    test('An update of later stands on its page, marked, with a link to the page as of then.', async () => {
      expect(await block(page)).toContain(
        'Not public yet: 1 Delayed again investigating, shown from Mon 2 Mar 2026, 11:00',
      )
      const got = await site.status(page)
      expect(apart(got).page).not.toContain('It came back')
      const then = await site.status(linkTo(got, 'See it then').replace(/^http:\/\/[^/]*/, ''))
      expect(then.text).toContain('It came back')
    })

    test('A proposed change is announced in a view of its own, in the words for customers alone.', async () => {
      const home = await site.status('/')
      expect(words(apart(home).block)).toContain('Payments pause public once its change is approved.')
      expect(apart(home).page).not.toContain('Payments pause')
      const address = linkTo(home, 'See it as if approved')
      expect(address).toMatch(/^\/-\/approved\/incidents\/\w{12}\/$/)
      const approved = await site.status(address)
      expect(approved.text).toContain('Nobody pays for an hour.')
      expect(approved.text).not.toContain('Internal words')
      const now = await site.status(address.replace('/-/approved', ''))
      expect(now.text).toContain('Not public yet')
      expect(now.text).not.toContain('Nobody pays for an hour.')
      expect((await site.ops('/-/approved/')).status).toBe(404)
    })

    test('Its page on the ops site leads there.', async () => {
      const { text } = await site.ops('/changes/CHG-2026-0003/')
      expect(text).toContain(`href="http://localhost:${site.ports.status}/-/approved/incidents/`)
    })
  })

  describe('whom it answers', () => {
    const { parse } = JSON
    test('Only this machine by its own names, with the port; and no page of another site.', async () => {
      const asked = async (headers: Record<string, string>, method?: string) =>
        (await site.ask('ops', '/', headers, method)).status
      const { ops } = site.ports
      for (const name of ['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])
        expect(await asked({ host: `${name}:${ops}` })).toBe(200)
      for (const host of [
        'evil.example',
        `evil.example:${ops}`,
        'localhost',
        `localhost:${ops + 1}`,
        `localhost.:${ops}`,
      ])
        expect(await asked({ host }), host).toBe(421)
      expect(await asked({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403)
      expect(await asked({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200)
      expect(await asked({}, 'POST')).toBe(405)
    })

    test('No other origin may read or frame it.', async () => {
      const { headers } = await site.ask('ops', '/', { origin: 'https://evil.example' })
      expect(Object.keys(headers)).not.toContain('access-control-allow-origin')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect((await site.status('/api/v2/summary.json')).headers['access-control-allow-origin']).toBeUndefined()
      expect(parse((await site.status('/api/v2/summary.json')).text)).toHaveProperty('status')
    })

    test.each([
      '/../content/site.yaml',
      '/%2e%2e/content/site.yaml',
      '/..%2f..%2fetc/passwd',
      '/site.yaml',
      '/%00',
      '/%ff',
      '/-/',
      '/-/as-of/',
      '/-/as-of/2026-03-01T10:30:00Z',
      '/-/as-of/../',
      '/constructor',
      '/server/entry.mjs',
    ])('%s is no page.', async (path) => {
      const { status, text } = await site.status(path)
      expect(status).toBe(404)
      expect(text).not.toMatch(/time_zone|root:/)
    })

    test('No address leads to another host.', async () => {
      for (const path of ['//evil.example/?now=', '/%2f%2fevil.example/?now=', '/-/approved//evil.example/?now=&as=']) {
        const { location = '' } = (await site.status(path)).headers
        expect(new URL(location, 'http://localhost').host, path).toBe('localhost')
      }
    })
  })

  describe('whatever is wrong with the content', () => {
    test('A broken site.yaml is said on every home page, and mended by the next change.', async () => {
      await site.told(() => site.write('site.yaml', 'name: [\n'))
      expect(words(apart(await site.status('/')).block)).toMatch(/\d errors?( and \d warnings?)? in this content/)
      await site.told(() => site.write('site.yaml', new Uint8Array([0xff, 0xfe, 0, 1])))
      expect(words(apart(await site.status('/')).block)).toContain('expected UTF-8')
      await site.told(() => site.write('site.yaml', GOOD['site.yaml'] ?? ''))
      expect(words(apart(await site.status('/')).block)).toMatch(
        /Nothing to correct\.|Show \d warnings? in this content/,
      )
    })

    test('A folder that is moved away is missed, and found again.', async () => {
      await site.told(() => renameSync(site.folder, `${site.folder}-away`))
      const gone = await site.status('/')
      expect(gone.status).toBe(200)
      expect(words(apart(gone).block)).toContain(`There is no folder ${site.folder}.`)
      await site.told(() => renameSync(`${site.folder}-away`, site.folder))
      expect((await site.status('/history/2026-03/')).text).toContain('Card payments delayed')
      await site.told(() => site.write(lastUpdate, '---\nstate: resolved\n---\nWatched again.\n'))
      expect((await site.status(page)).text).toContain('Watched again.')
      await site.told(() => site.write(lastUpdate, GOOD[lastUpdate] ?? ''))
    })

    test('A site that lives in a folder of its host does so here.', async () => {
      await site.told(() => site.write('site.yaml', 'name: Acme\nurl: https://acme.example/status\n'))
      expect((await site.status('/')).headers.location).toBe('/status/')
      expect((await site.status('/status/')).text).toContain('href="/status/style.css')
      expect((await site.status('/status/?now=2026-03-01T10:30')).headers.location).toBe(
        '/-/as-of/2026-03-01T10:30:00Z/status/',
      )
      expect((await site.status('/-/as-of/2026-03-01T10:30:00Z/status/')).text).not.toContain('All systems operational')
      expect((await site.status('/history/')).status).toBe(404)
      await site.told(() => site.write('site.yaml', GOOD['site.yaml'] ?? ''))
    })

    test.each(['störungen', 'st%C3%B6rungen', 'a b (c)', '100%25'])(
      'So does one in a folder called %s.',
      async (name) => {
        await site.told(() => site.write('site.yaml', `name: Acme\nurl: "https://acme.example/${name}/"\n`))
        const base = new URL(`https://acme.example/${name}/`).pathname
        expect((await site.status('/')).headers.location).toBe(base)
        const { status, text } = await site.status(base)
        expect([status, text.includes(`href="${base}style.css`)]).toEqual([200, true])
        expect((await site.status(`${base}history`)).headers.location).toBe(`${base}history/`)
        expect((await site.status(`${base}style.css`)).status).toBe(200)
        await site.told(() => site.write('site.yaml', GOOD['site.yaml'] ?? ''))
      },
    )
  })

  test('A port that is taken is named, with what to do.', async () => {
    const { status } = site.ports
    const second = startPreview({ ...site, port: status })
    await expect(second).rejects.toThrow(new UsageError(`Port ${status} is taken. Name another one with --port N.`))
  })

  test('Nothing of all this was a bug of ours.', () => {
    expect(site.warnings).toEqual([])
  })
})
