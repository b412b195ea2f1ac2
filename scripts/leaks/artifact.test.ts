import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { artifactTexts } from './artifact.ts'

describe('The texts of a built site', () => {
  function site(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-artifact-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return folder
  }

  test('are those of every file, below every folder, of whatever kind; a picture has none.', () => {
    const folder = site({
      'index.html': '',
      'api/v2/summary.json': '',
      _headers: '',
      'feed.XML': '',
      'data.yaml': '',
      'assets/a/b.css': '',
      'logo.png': '',
    })
    expect([...artifactTexts(folder)].map(({ page }) => page).toSorted()).toEqual([
      '_headers',
      'api/v2/summary.json',
      'assets/a/b.css',
      'data.yaml',
      'feed.XML',
      'index.html',
    ])
  })

  test('begin with the address of the page: an internal name there is one that is seen, too.', () => {
    const folder = site({ 'incidents/payments-gateway/index.html': '<p>Words.</p>' })
    expect([...artifactTexts(folder)][0]?.text).toContain('payments-gateway')
  })

  test('are decoded whatever the case of the extension.', () => {
    const folder = site({ 'feed.XML': '<p>a &amp; b</p>' })
    expect([...artifactTexts(folder)][0]?.text).toContain('a & b')
  })
})
