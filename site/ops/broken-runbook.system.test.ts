import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { previewed } from '../../scripts/fixtures/previewed.ts'

/* A runbook that no check let through is shown all the same: what its text has in it that could run, or draw over the page, isn't. */

const HOSTILE = [
  '<script>document.title = "run"</script>',
  '<img src=x onerror="document.title=1">',
  '[press](javascript:alert(1)) [and](data:text/html,x) <a href="vbscript:x">this</a>',
  '<iframe src="https://elsewhere.example"></iframe><object data="x"></object><embed src="x">',
  '<style>body{display:none}</style><p style="position:fixed" onclick="x()">over</p><link rel="stylesheet" href="https://elsewhere.example/x.css">',
  '<svg onload="x()"><script>x()</script></svg><math><mtext><img src=x onerror=x()></mtext></math>',
  '<form action="https://elsewhere.example"><input name=q><button formaction="javascript:x()">go</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://elsewhere.example"><base href="https://elsewhere.example/">',
].join('\n\n')
const TEXT = `## Diagnosis\n\n### 1. Look\n\n${HOSTILE}\n\n\`\`\`sh\nkubectl get pods\n\`\`\`\n`

const CONTENT: Record<string, string> = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/core.yaml': 'name: Core\nmembers: [ana]\ncontacts: {phone: "+31 20 555 0100"}\n',
  'services/shop.yaml': 'name: Shop\nteam: core\ntier: 2\n',
  'runbooks/rule.md': `---\ntitle: '${HOSTILE.split('\n')[0]}'\nteam: core\nalerts: [Down]\n---\n${TEXT}`,
  'runbooks/key.md': `---\ntitle: A key\nteam: core\nowner: '<b onmouseover="x()">'\nseverty: SEV-1\n---\n${TEXT}`,
  'runbooks/yaml.md': `---\ntitle: No YAML: '<img src=x onerror=x()>'\nteam: [core\ndashboards: ["javascript:alert(1)"]\n---\n${TEXT}`,
  'runbooks/none.md': TEXT,
}
const PAGES = [
  '/runbooks/rule/',
  '/runbooks/key/',
  '/runbooks/yaml/',
  '/runbooks/none/',
  '/runbooks/',
  '/print/',
  '/alerts/Down/',
  '/',
]

describe('A runbook with a mistake', () => {
  let site: Awaited<ReturnType<typeof previewed>>
  beforeAll(async () => {
    site = await previewed(CONTENT, '2026-03-01T12:00:00Z')
  }, 300_000)
  afterAll(() => site.close())
  const bodyOf = async (path: string) => {
    const { status, text } = await site.ask('ops', path)
    expect(status).toBe(200)
    return new JSDOM(text).window.document
  }

  test.each(PAGES)('has nothing on %s that runs, leads elsewhere, or draws over the page.', async (path) => {
    const page = await bodyOf(path)
    const main = page.querySelector('main')
    const within = [...(main?.querySelectorAll('*') ?? [])]
    expect(within.length).toBeGreaterThan(5)
    const named = (names: string) => [...(main?.querySelectorAll(names) ?? [])].map((one) => one.outerHTML)
    expect(named('iframe, object, embed, style, link, meta, base, math, form[action], [formaction], img')).toEqual([])
    // Those of the site, by their addresses.
    expect(
      [...page.querySelectorAll('script:not([src])')].filter((one) => one.textContent.includes('document.title')),
    ).toEqual([])
    expect(named('svg script, script:not([src])')).toEqual([])
    const attributes = within.flatMap(({ attributes: all }) => [...all])
    expect(attributes.filter(({ name }) => /^on/i.test(name) || name === 'style').map(({ value }) => value)).toEqual([])
    expect(
      attributes.filter(
        ({ name, value }) => /^(?:href|src|action)$/.test(name) && !/^(?:\/|#|https?:|mailto:|tel:)/.test(value),
      ),
    ).toEqual([])
    expect(named('[href*="elsewhere.example"], [src*="elsewhere.example"]')).toEqual([])
  })

  test.each(PAGES.slice(0, 4))('%s says what is wrong, what to do, and whom to call.', async (path) => {
    const main = (await bodyOf(path)).querySelector('main')
    const words = main?.textContent?.replaceAll(/\s+/g, ' ') ?? ''
    expect(words).toMatch(
      /This runbook has (?:1 mistake|\d+ mistakes): what stands below was read as far as it could be\./,
    )
    expect(words).toMatch(/Lines? \d+/)
    expect(words).toContain('kubectl get pods')
    expect(main?.querySelector('.calls a[href="tel:+31205550100"]')?.textContent).toBe('+31 20 555 0100')
  })
})
