import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { liveSite, type LiveSite } from './live-site.ts'

/** An engine of a few lines: it shows its data, fails, or takes its thread along. */
const ENGINE = `
export const site = (data, base) => {
  if (data === 'no site') throw new Error('This data makes no site.')
  return { frame: null, pages: ['/', '/fails/', '/ends/', '/what?/'].map((path) => ({ path, route: '', shows: () => '', locals: () => ({ data, base }) })) }
}
export async function render({ path, locals }) {
  if (path === '/fails/') throw new Error('A bug of ours.')
  if (path === '/ends/') process.exit(3)
  return new TextEncoder().encode(\`\${path} of \${locals.data} at \${locals.base}\`)
}
`

let scratch: string
let lost = 0
let live: LiveSite
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-live-'))
  writeFileSync(join(scratch, 'entry.mjs'), ENGINE)
  live = liveSite(join(scratch, 'entry.mjs'), () => (lost += 1))
})
afterEach(() => {
  lost = 0
})
afterAll(async () => {
  await live.close()
  rmSync(scratch, { recursive: true, force: true })
})

const data = (value: string, base = '/') => ({ data: JSON.stringify(value), base })
const text = async (view: string, path: string) => {
  const bytes = await live.page(view, path)
  return bytes && new TextDecoder().decode(bytes)
}

test('Views are held side by side, each with its own data and base.', async () => {
  expect([...(await live.show('one', data('first')))]).toEqual(['/', '/fails/', '/ends/', '/what%3F/'])
  await live.show('two', data('second', '/status/'))
  expect(await text('one', '/what%3F/')).toBe('/what?/ of first at /')
  expect(await text('two', '/')).toBe('/ of second at /status/')
})

test('A page that isn’t there is none, and so is every page of a view that was let go.', async () => {
  expect(await text('one', '/none/')).toBeNull()
  live.drop('one')
  expect(await text('one', '/')).toBeNull()
  expect(await text('two', '/')).not.toBeNull()
})

test('What a page throws, or a site that can’t be made, is told; the thread goes on.', async () => {
  await expect(live.page('two', '/fails/')).rejects.toThrow('A bug of ours.')
  await expect(live.show('three', data('no site'))).rejects.toThrow('This data makes no site.')
  expect(await text('two', '/')).toBe('/ of second at /status/')
  expect(lost).toBe(0)
})

test('A thread that ends fails what it was asked, says that its views are lost, and is followed by another.', async () => {
  await expect(live.page('two', '/ends/')).rejects.toThrow('ended (exit 3)')
  expect(lost).toBe(1)
  expect(await text('two', '/')).toBeNull()
  await live.show('two', data('again'))
  expect(await text('two', '/')).toBe('/ of again at /')
})
