import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { zipOf } from './zip.ts'

const AT = Date.parse('2026-03-29T02:30:00Z')

test('What was put in comes out, by its name.', () => {
  const files = { 'a.html': '<p>Zürich 失敗</p>', 'b.txt': 'x'.repeat(100_000) }
  const zip = zipOf(files, AT)
  expect(zip.length).toBeLessThan(1000)
  const out = Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)])
  expect(Object.fromEntries(out)).toEqual(files)
})

test('The same texts give the same bytes in every zone, at a time that one of them leaves out as well.', () => {
  const zone = process.env['TZ']
  try {
    const zips = ['Etc/UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Auckland'].map((name) => {
      process.env['TZ'] = name
      return Buffer.from(zipOf({ 'a.html': 'text' }, AT)).toString('hex')
    })
    expect(new Set(zips).size).toBe(1)
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})
