import { parseAllHeaders } from '@netlify/headers-parser'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readHeadersFile } from '#io/headers-file'
import { headersFile } from './headers.ts'
import { opsHeaderRules } from './ops-headers.ts'

function written(ops_url?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-ops-headers-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, '_headers')
  writeFileSync(file, headersFile(opsHeaderRules(ops_url)))
  return file
}
/** What Netlify's own parser makes of the file, for a path. */
const headersAt = async (path: string, ops_url?: string): Promise<Record<string, string>> =>
  Object.fromEntries((await readHeadersFile(written(ops_url)))(path))

const PAGES = [
  '/',
  '/404.html',
  '/handover/',
  '/alerts/',
  '/alerts/disk%20usage%20%3E%2090%25/',
  '/calendar/2026-03/',
  '/calendar/teams/core/',
  '/changes/CHG-2026-0001/',
  '/changes/2026/2/',
  '/incidents/INC-2026-0001/',
  '/runbooks/pay/queue/',
  '/slos/checkout-availability/',
  '/search/',
]
const OTHERS = [
  '/style.css',
  '/runbook.js',
  '/search/0a1b.json',
  '/api/records.json',
  '/calendar.ics',
  '/pictures/a/b.svg',
]

test.each([...PAGES, '/print/', ...OTHERS, '/no-such-page/'])(
  'Whatever is asked for, %s, stays inside: nobody frames it, indexes it, keeps it or is told of it.',
  async (path) => {
    expect(await headersAt(path, 'https://ops.acme.example')).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      'strict-transport-security': 'max-age=31536000',
    })
  },
)

test.each(PAGES)('The page %s loads its own files and nothing else.', async (path) => {
  const policy = (await headersAt(path))['content-security-policy']?.split('; ')
  expect(policy).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]),
  )
  expect(policy?.join(' ')).not.toMatch(/unsafe/)
})

test('The page to keep has its policy within it, and a picture runs nothing.', async () => {
  const { 'content-security-policy': policy } = await headersAt('/print/')
  expect(policy).toBe("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
  expect(await headersAt('/pictures/runbooks/pay/way.svg')).toMatchObject({
    'content-security-policy': "default-src 'none'; sandbox",
  })
})

test('In a folder of its host it speaks for that alone, and of https only where there is any.', async () => {
  const url = 'http://acme.example/ops'
  expect(await headersAt('/ops/changes/', url)).toMatchObject({ 'x-robots-tag': 'noindex, nofollow' })
  expect(await headersAt('/ops/', url)).not.toHaveProperty('strict-transport-security')
  expect(await headersAt('/changes/', url)).toEqual({})
})

test('Sets no header twice for one path, and is read whole.', async () => {
  const { headers, errors } = await parseAllHeaders({ headersFiles: [written()], configHeaders: [], minimal: false })
  expect(errors).toEqual([])
  expect(headers).toHaveLength(opsHeaderRules(undefined).length)
  for (const path of [...PAGES, '/print/', ...OTHERS]) {
    const names = headers.flatMap((rule) =>
      'forRegExp' in rule && rule.forRegExp.test(path) ? Object.keys(rule.values) : [],
    )
    expect(new Set(names).size, path).toBe(names.length)
  }
})
