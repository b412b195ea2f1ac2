import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { NO_CACHE, recordCache, type RecordCache } from '#io/record-cache'
import { change, GOOD, incident } from '../fixtures/good-content.ts'
import { assessContent } from './content.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-passed-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const NOW = Date.parse('2026-11-23T09:00:00Z')
const store = 'services/ledger-store.yaml'
const update = `${dirname(incident)}/public/20260301T101500Z.md`
const posted = (text: string) => ({ [update]: `---\nstate: identified\n---\n\n${text}\n` })

function found(changed: Record<string, string>, cache: RecordCache) {
  const texts = new Map(Object.entries({ ...GOOD, ...changed }))
  const content = readTexts({ paths: [...texts.keys()], texts }, NOW, () => NOW, cache)
  return assessContent(content, cache).diagnostics
}
const again = (changed: Record<string, string> = {}) => found(changed, recordCache(join(folder, 'records.v8'), '1'))
const anew = (changed: Record<string, string> = {}) => found(changed, NO_CACHE)
const rulesOf = (all: ReturnType<typeof anew>) => all.filter(({ file }) => file === update).map(({ rule }) => rule)

test('A text that was in order is found fault with once a service gets the name that stands in it.', () => {
  const text = posted('The parcel index lags behind.')
  const renamed = { ...text, [store]: 'name: Parcel index\nteam: platform\ntier: 2\n' }
  for (const [content, rules] of [
    [text, []],
    [text, []],
    [renamed, ['public-text']],
    [renamed, ['public-text']],
    [text, []],
  ] as const) {
    const diagnostics = again(content)
    expect(rulesOf(diagnostics)).toEqual(rules)
    expect(diagnostics).toEqual(anew(content))
  }
})

test.each([
  ['a secret', 'Use AKIAIOSFODNN7EXAMPLE for now.', 'public-text'],
  ['an internal address', 'See http://10.1.2.3/ for more.', 'public-text'],
  ['nothing', 'TODO', 'update-text'],
])('A text that says %s is found fault with each time, whatever stood there before.', (_, wrong, rule) => {
  again(posted('We have found the cause.'))
  for (let i = 0; i < 3; i++) {
    expect(rulesOf(again(posted(wrong)))).toContain(rule)
    expect(again(posted(wrong))).toEqual(anew(posted(wrong)))
  }
  expect(rulesOf(again(posted('We have found the cause.')))).toEqual([])
})

test('A plan that was in order as a proposal is found fault with as soon as it is approved, and each time.', () => {
  const unplanned = (GOOD[change] ?? '').replace('Put the old nodes back.', 'TBD')
  const proposed = unplanned.replace('status: completed', 'status: proposed').replace(/^outcome: .*\n/m, '')
  for (const [text, rules] of [
    [proposed, []],
    [proposed, []],
    [unplanned, ['change-sections']],
    [unplanned, ['change-sections']],
  ] as const) {
    const diagnostics = again({ [change]: text })
    expect(diagnostics.filter(({ rule }) => rule === 'change-sections').map(({ rule }) => rule)).toEqual(rules)
    expect(diagnostics).toEqual(anew({ [change]: text }))
  }
})

test('A text that is too much work to read is told of each time.', () => {
  const long = posted(`We look into it. \n\n${'> '.repeat(2000)}x`)
  for (let i = 0; i < 2; i++) {
    expect(rulesOf(again(long))).toContain('file-readable')
    expect(again(long)).toEqual(anew(long))
  }
})
