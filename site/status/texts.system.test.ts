import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runEvenkeel } from '../../scripts/fixtures/command-line.ts'
import { COMPANY } from '../../scripts/fixtures/places.ts'

/*
 * What stands on the pages of the sample company beside what every site has: several texts with footnotes on one page,
 * and what is promised of a component.
 */

const NOTED = 'Payments fail[^1] with two banks[^2].\n\n[^1]: Since 09:12.\n[^2]: The largest ones.\n'
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><!-- /home/ana --><path d="M0 0h9"/></svg>'
const INCIDENT = 'incidents/2026/INC-2026-0012-ideal-payments/public'

let scratch: string
let site: string
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-texts-'))
  const content = join(scratch, 'content')
  cpSync(COMPANY, content, { recursive: true })
  const write = (path: string, text: string) => writeFileSync(join(content, path), text)
  // Two of one second, of the incident that the home page shows with its newest updates.
  write(`${INCIDENT}/20261123T085800Z.md`, `---\nstate: identified\n---\n${NOTED}`)
  write(
    `${INCIDENT}/20261123T085800Z-2.md`,
    `---\nstate: identified\n---\nThe *queue*: ![Queue](queue.svg)\n\n${NOTED}`,
  )
  write(`${INCIDENT}/queue.svg`, DRAWING)
  write(`${INCIDENT}/postmortem.md`, NOTED)
  const built = await runEvenkeel('build', '--content', content, '--out', join(scratch, 'dist'))
  expect(built.code, built.stderr).toBe(0)
  site = join(scratch, 'dist')
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const read = (path: string) => readFileSync(join(site, path), 'utf8')

test('Every id stands once on its page, whatever texts stand together there, and every footnote leads to its note.', () => {
  const wrong: string[] = []
  let notes = 0
  for (const path of globSync('{status,ops}/**/*.html', { cwd: site })) {
    const html = read(path)
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id)
    const known = new Set(ids)
    if (known.size < ids.length) wrong.push(`${path}: ${ids.filter((id, i) => ids.indexOf(id) < i).join(', ')}`)
    for (const [, target = ''] of html.matchAll(/href="#(user-content[^"]*)"/g)) {
      notes += 1
      if (!known.has(target)) wrong.push(`${path} leads to #${target}`)
    }
  }
  expect(wrong).toEqual([])
  // Two notes and two ways back in each of three texts, on the incident's page in three languages.
  expect(notes).toBeGreaterThanOrEqual(36)
})

test('The texts of an entry of a feed have ids of their own, too.', () => {
  const { items } = JSON.parse(read('status/feed.json'))
  const [entry] = items.filter(({ content_html }: { content_html: string }) => content_html.includes('user-content'))
  const ids = [...entry.content_html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(4)
  expect(new Set(ids).size).toBe(ids.length)
})

test('A component says what is promised of it, in the language of the page.', () => {
  const lineOf = (path: string) =>
    /<p[^>]*>((?:Target|Ziel|Objectif)[^]*?)<\/p>/
      .exec(read(path))?.[1]
      ?.replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s/g, ' ')
  expect(lineOf('status/components/booking/index.html')).toBe('Target: 99.9% (Booking works)')
  expect(lineOf('status/de/components/booking/index.html')).toBe('Ziel: 99,9 % (Booking works)')
  expect(lineOf('status/fr/components/booking/index.html')).toBe('Objectif : 99,9 % (Booking works)')
  // An SLO of its own has not been made public.
  expect(lineOf('status/components/shipping-api/index.html')).toBeUndefined()
  const { components } = JSON.parse(read('status/api/uptime.json'))
  const targets = components.flatMap(({ id, targets: own }: { id: string; targets: object[] }) =>
    own.length > 0 ? [[id, own]] : [],
  )
  expect(targets).toEqual([['booking', [expect.objectContaining({ name: 'Booking works', target: '99.9' })]]])
})

test('The uptime page says of each promise which months were kept, in the language of the page; a page without any, nothing.', () => {
  const monthsOf = (path: string) =>
    [...(/id="targets"[^]*?<tbody>([^]*?)<\/tbody>/.exec(read(path))?.[1]?.matchAll(/<td[^>]*>([^]*?)<\/td>/g) ?? [])]
      .map(([, cell = '']) =>
        cell
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
      )
      .slice(0, 4)
  // 52 minutes of the 43,200 that September has: 99.8796 percent.
  expect(monthsOf('status/uptime/index.html')).toEqual(['99.9%', '100% so far', '100% kept', '99.87% missed'])
  expect(monthsOf('status/de/uptime/index.html')).toEqual([
    '99,9 %',
    '100 % bisher',
    '100 % erfüllt',
    '99,87 % verfehlt',
  ])
  expect(monthsOf('status/components/booking/index.html')).toEqual([
    '99.9%',
    '100% so far',
    '100% kept',
    '99.87% missed',
  ])
  expect(read('status/components/shipping-api/index.html')).not.toContain('id="targets"')
})

test('A picture beside an update is on its page in every language, in the feeds by its full address, and in the site.', () => {
  const [file = ''] = globSync('status/pictures/*/queue.svg', { cwd: site })
  expect(read(file)).toContain('<path d="M0 0h9">')
  expect(read(file)).not.toContain('ana')
  const [, , id = ''] = file.split('/')
  const { items } = JSON.parse(read('status/feed.json'))
  const urls = items.flatMap(({ content_html }: { content_html: string }) =>
    [...content_html.matchAll(/<img src="([^"]+)"/g)].map(([, url = '']) => url),
  )
  expect(new Set(urls).size).toBe(1)
  expect(new URL(urls[0]).pathname).toMatch(new RegExp(`/pictures/${id}/queue\\.svg$`))
  for (const folder of ['', 'de/', 'fr/']) {
    const html = read(`status/${folder}incidents/${id}/index.html`)
    expect(html).toContain(`<img src="${new URL(urls[0]).pathname}" alt="Queue" `)
    // What a search engine or a chat shows of the page has no signs of Markdown in it.
    expect(html).toContain('<meta name="description" content="The queue: Queue Payments fail')
  }
})
