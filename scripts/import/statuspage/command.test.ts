import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-import-'))
afterAll(() => rmSync(top, { recursive: true }))

async function importing(text: string) {
  const folder = mkdtempSync(join(top, 'x-'))
  const [source, content] = [join(folder, 'source'), join(folder, 'content')]
  writeFileSync(source, text)
  const { code, stderr } = await run('import', 'statuspage', source, '--content', content)
  return { code, stderr: stderr.replaceAll(source, 'SOURCE'), content }
}

test.each([
  ['# A readme\n', 'SOURCE  Unexpected text, expected JSON: '],
  ['{"incidents": []}', ''],
  ['{"incidents": [{"id": 3}]}', 'SOURCE  record: id: Unexpected number 3'],
])('Where nothing can be read, nothing is written: %j', async (text, failure) => {
  const { code, stderr, content } = await importing(text)
  expect(code).toBe(1)
  expect(stderr).toContain(failure)
  expect(stderr).toContain('No page and no record could be read from SOURCE; nothing is written.')
  expect(existsSync(content)).toBe(false)
})

test('A part that can be read is written, to a site that a person will name.', async () => {
  const { code, content } = await importing(
    '{"components": [{"id": "a", "name": "Checkout"}], "incidents": [{"id": 3}]}',
  )
  expect(code).toBe(1)
  expect(readdirSync(content).toSorted()).toEqual(['services', 'site.yaml', 'teams'])
  expect(readFileSync(join(content, 'site.yaml'), 'utf8')).toContain('name: Imported\n')
})
