import { HtmlValidate } from 'html-validate'
import { type ChildProcess } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFinds } from '../scripts/fixtures/axe.ts'
import { startBrowser } from '../scripts/fixtures/browser.ts'
import { CHROMIUM } from '../scripts/fixtures/chromium.ts'
import { runEvenkeel, startEvenkeel } from '../scripts/fixtures/command-line.ts'
import { COMPANY } from '../scripts/fixtures/places.ts'
import { atItsPlace } from '../scripts/fixtures/whole-and-legible.ts'

/** Pages of one kind, as their folders are called: two of each will do where all are looked at closely. */
const FEW = 2
function someOfEachKind(paths: readonly string[]): { path: string; first: boolean }[] {
  const kinds = Map.groupBy(
    // The other languages have a walk of their own.
    paths.filter((path) => !/^\/(de|fr)\//.test(path)),
    // A page right below the top is a kind of its own, and so are those of a year.
    (path) =>
      /^\/[^/]*\/?$/.test(path)
        ? path
        : path.replace(/[^/]+\/?$/, (name) => (/^\d{4}\/$/.test(name) ? 'year' : '*')).replace(/\d{4}-\d\d/, '*'),
  )
  return [...kinds.values()].flatMap((some) => some.slice(0, FEW).map((path, i) => ({ path, first: i === 0 })))
}

/** In the page: ids that links lead to, and at whose beginning nothing of them is to be seen. */
function covered(): string[] {
  const targets = [...document.querySelectorAll('main a[href^="#"], nav a[href^="#"]')]
    .map((link) => document.getElementById(decodeURIComponent(link.getAttribute('href')?.slice(1) ?? '')))
    .filter((target) => target !== null)
  return [...new Set(targets)].flatMap((target) => {
    // As a click does: it opens what is folded.
    location.hash = ''
    location.hash = `#${target.id}`
    if (target.getClientRects().length === 0) return []
    const { top } = target.getBoundingClientRect()
    const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 1
    const dock = document.querySelector('.dock')?.getBoundingClientRect()
    const isBelow = dock !== undefined && dock.height > 0 && top > dock.top - 8
    return (top < 8 && scrollY > 0) || (isBelow && !isAtEnd) || top > innerHeight ? [`${target.id} at ${top}`] : []
  })
}

/*
 * A real browser walks every page of both sites, built from the sample company's records and served as `npm start` does. What it
 * would trip over, a reader would too.
 */

const SITES = [{ site: 'status' }, { site: 'ops' }] as const
type Origins = Record<(typeof SITES)[number]['site'], string>

describe.skipIf(!CHROMIUM)('every page of both sites', () => {
  let out: string
  let server: ChildProcess
  let origins: Origins
  let browser: Browser

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'evenkeel-walk-'))
    const built = await runEvenkeel('build', '--content', COMPANY, '--out', out, '--strict')
    expect(built.code, built.stderr).toBe(0)
    const ready = /Status page\s+(http:\S+)\/\nOps site\s+(http:\S+)\/\n/
    const { child, said } = await startEvenkeel(ready, 'serve', '--out', out, '--port', '0')
    server = child
    origins = { status: said[1] ?? '', ops: said[2] ?? '' }
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server?.kill()
    await rm(out, { recursive: true, force: true })
  })

  const pathsOf = (site: string) =>
    globSync('**/*.html', { cwd: join(out, site) }).map(
      (file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`,
    )

  test.each(SITES)('$site: links lead somewhere, to the very heading', ({ site }) => {
    const pages = new Map(
      pathsOf(site).map((path) => [
        path,
        readFileSync(join(out, site, path.endsWith('/') ? `${path}index.html` : path), 'utf8'),
      ]),
    )
    const dead = [...pages].flatMap(([from, html]) =>
      [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)].flatMap(([, raw = '']) => {
        const url = new URL(raw.replaceAll('&amp;', '&'), `http://here${from}`)
        if (url.host !== 'here') return []
        const path = decodeURI(url.pathname)
        const target = pages.get(path)
        if (target === undefined)
          return existsSync(join(out, site, path)) && !path.endsWith('/') ? [] : [`${from} → ${raw}`]
        // As it stands, and else decoded: so a browser looks for it.
        const ids = [url.hash.slice(1), decodeURIComponent(url.hash.slice(1))]
        return ids.some((id) => id === '' || target.includes(`id="${id}"`)) ? [] : [`${from} → ${raw}`]
      }),
    )
    expect(dead).toEqual([])
    expect(pages.size).toBeGreaterThan(10)
  })

  test.each(SITES)('$site: the HTML is valid', async ({ site }) => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard'],
      rules: {
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'doctype-style': 'off',
        'void-style': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
      },
    })
    const wrong: string[] = []
    for (const path of pathsOf(site)) {
      const file = join(out, site, path.endsWith('/') ? `${path}index.html` : path)
      const report = await validator.validateFile(file)
      for (const { messages } of report.results)
        for (const { ruleId, message, line } of messages) wrong.push(`${path}:${line} ${ruleId} ${message}`)
    }
    expect(wrong).toEqual([])
  })

  test.each(SITES)(
    '$site: axe finds nothing, in the light nor in the dark, no page is wider than a phone, nothing fails to load',
    async ({ site }) => {
      const origin = origins[site]
      const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
      const page = await context.newPage()
      const wrong: string[] = []
      page.on('console', (message) => message.type() === 'error' && wrong.push(`${page.url()} ${message.text()}`))
      page.on(
        'request',
        (request) => !request.url().startsWith(origin) && wrong.push(`${page.url()} fetches ${request.url()}`),
      )
      for (const { path, first } of someOfEachKind(pathsOf(site))) {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(`${origin}${encodeURI(path)}`)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (wide > 0) wrong.push(`${path} is ${wide} px wider than 320 px`)
        // Each kind of page of the ops site has a test of its own, with odder records, where axe looks at several.
        if (site === 'ops' && !first) continue
        if (site === 'ops') await page.evaluate(atItsPlace)
        for (const one of await axeFinds(page, site === 'ops' ? { and: ['target-size'] } : {}))
          wrong.push(`${path} ${one}`)
        // All that the scheme changes is colour.
        await page.emulateMedia({ colorScheme: 'dark' })
        for (const one of await axeFinds(page, { only: ['color-contrast'] })) wrong.push(`${path} in the dark: ${one}`)
      }
      await context.close()
      expect(wrong).toEqual([])
    },
  )

  test('what a link within a page of the ops site leads to lies in sight, clear of the edges and of what sticks to them', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const hidden: string[] = []
    for (const { path } of someOfEachKind(pathsOf('ops')).filter(({ first }) => first)) {
      await page.goto(`${origins.ops}${encodeURI(path)}`)
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        hidden.push(...(await page.evaluate(covered)).map((id) => `${path} at ${width} px: ${id}`))
      }
    }
    await context.close()
    expect(hidden).toEqual([])
  })

  test('a customer without JavaScript reads what is wrong, follows it, and comes back', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(origins.status)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Some services are failing')
    const incident = page.getByRole('link', { name: 'iDEAL payments fail with some banks' })
    // On top it leads to the newest update further down, whose heading leads to the whole of it.
    await incident.first().click()
    expect(new URL(page.url()).hash).not.toBe('')
    await incident.nth(1).click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('iDEAL payments fail with some banks')
    expect(await page.locator('main').innerText()).toContain('Booking is back to its usual speed.')
    await page.getByRole('link', { name: 'History' }).click()
    await page.getByRole('link', { name: 'March 2026' }).click()
    await page.getByRole('link', { name: 'Lockers do not open' }).click()
    expect(await page.locator('main').innerText()).toContain('What happened, and what we do about it')
    await page.goto(`${origins.status}/no-such-page/`)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe("This page isn't here")
    await context.close()
  })

  test('the keyboard reaches the content first', async () => {
    const page = await browser.newPage()
    for (const { site } of SITES) {
      await page.goto(origins[site])
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toMatch(/^#/)
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
    }
    await page.close()
  })

  test('someone paged finds the runbook from the open incident', async () => {
    const page = await browser.newPage()
    await page.goto(origins.ops)
    await page.locator('main a[href$="/incidents/INC-2026-0012/"]').first().click()
    await page
      .getByRole('link', { name: /payment/i })
      .and(page.locator('main a[href*="/runbooks/"]'))
      .first()
      .click()
    const text = await page.locator('main').innerText()
    for (const section of ['Diagnosis', 'Mitigation', 'Verification']) expect(text).toContain(section)
    await page.close()
  })
})
