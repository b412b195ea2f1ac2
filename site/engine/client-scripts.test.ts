import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bundle, CLIENT_SCRIPTS, OPS_SCRIPTS } from './client-scripts.ts'

const [page, element] = [await bundle(CLIENT_SCRIPTS.page), await bundle(CLIENT_SCRIPTS.element)]
const [incident, filter] = [await bundle(OPS_SCRIPTS.ops_incident), await bundle(OPS_SCRIPTS.ops_filter)]
const copy = await bundle(OPS_SCRIPTS.ops_copy)
const runbook = await bundle(OPS_SCRIPTS.runbook)
const [search, dialog] = [await bundle(OPS_SCRIPTS.ops_search), await bundle(OPS_SCRIPTS.ops_search_dialog)]
const print = await bundle(OPS_SCRIPTS.ops_print)

describe.each([
  { name: 'The script of the pages', text: page, most: 3000 },
  { name: 'The element', text: element, most: 2000 },
  { name: 'The script of an open incident', text: incident, most: 1500 },
  { name: 'The script that copies a text', text: copy, most: 900, least: 300 },
  { name: 'The script of lists', text: filter, most: 1500 },
  { name: 'The script of a runbook', text: runbook, most: 2500 },
  { name: 'The script that opens the search', text: search, most: 1100 },
  { name: 'The script that searches', text: dialog, most: 12_000 },
  { name: 'The script of the page to keep', text: print, most: 3500 },
])('$name', ({ text, most, least = 500 }) => {
  test(`is at most ${most} bytes on the way.`, () => {
    const { length } = gzipSync(text)
    expect(length).toBeGreaterThan(least)
    expect(length).toBeLessThanOrEqual(most)
  })

  test('is one classic script that leaves no name behind and brings no markup.', () => {
    expect(() => new Function(text)).not.toThrow()
    expect(text).toMatch(/^\(function\(\)\{[^]*\}\)\(\);?$/)
    expect(text).not.toMatch(/\b(innerHTML|outerHTML|insertAdjacentHTML|eval|document\.write|cssText|\.style)\b/)
    expect(text).not.toMatch(/\b(import|export|require)\b|sourceMappingURL/)
  })
})

test('The same sources give the same bytes.', async () => {
  expect(await bundle(CLIENT_SCRIPTS.page)).toBe(page)
})

test('An entry that is missing is an error.', async () => {
  await expect(bundle('site/status/client/no-such-script.ts')).rejects.toThrow('no-such-script')
})
