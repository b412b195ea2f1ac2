import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runEvenkeel } from '../fixtures/command-line.ts'

/*
 * What lies in `content/`, which is the sample company until somebody puts their own in its place. Here stands only what
 * holds for any records; what pages say is tested with records that stay.
 */

const out = mkdtempSync(join(tmpdir(), 'evenkeel-own-content-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

test('The records of content/ become both sites, whatever they say.', async () => {
  const { code, stderr } = await runEvenkeel('build', '--out', out)
  expect(code, stderr.slice(0, 2000)).toBe(0)
  for (const site of ['status', 'ops']) {
    const home = readFileSync(join(out, site, 'index.html'), 'utf8')
    expect(home).toContain('<h1')
    expect(home).toMatch(/<title>\s*\S/)
    expect(home).toContain('</html>')
  }
  const { page, status } = JSON.parse(readFileSync(join(out, 'status/api/v2/summary.json'), 'utf8'))
  expect(page.name).not.toBe('')
  expect(['none', 'minor', 'major', 'critical', 'maintenance']).toContain(status.indicator)
})
