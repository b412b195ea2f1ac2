import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { headersFile } from '#export/headers'
import { opsHeaderRules } from '#export/ops-headers'
import { readHeadersFile } from '#io/headers-file'
import { site } from '#site/ops/site.ts'
import { handedOver } from '../fixtures/handed-over.ts'
import { aChange, anIncident, someOps } from '../fixtures/ops-sample.ts'

test('Every page of the ops site has a policy in its headers, and no other file needs one.', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-build-headers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, '_headers'), headersFile(opsHeaderRules(undefined)))
  const headersOf = await readHeadersFile(join(folder, '_headers'))
  const records = { incidents: [anIncident('INC-2026-0005')], changes: [aChange('CHG-2026-0003')] }
  const { pages } = site(handedOver({ ...someOps({}).catalog, ...records }), '/')
  const shown = pages.map(({ path }) => path).filter((path) => path.endsWith('/') || path.endsWith('.html'))
  expect(shown.length).toBeGreaterThan(12)
  const without = shown.filter((path) => !headersOf(path).get('content-security-policy')?.includes('frame-ancestors'))
  expect(without).toEqual([])
})
