import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runEvenkeel } from '../../fixtures/command-line.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { writeFiles } from '../../fixtures/written.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-at-once-'))
afterAll(() => rmSync(top, { recursive: true }))
writeFiles(top, GOOD)

const at = (...args: string[]) => runEvenkeel('incident', ...args, '--content', top, '--now', '2026-11-23T09:00:00Z')
const NUMBERS = [1, 2, 3, 4]

test('What several people write at once, in the same second, is all there, once.', async () => {
  await at(
    'open',
    '--title',
    'Slow',
    '--severity',
    'SEV-2',
    '--component',
    'checkout=partial_outage',
    '--text',
    'Slow.',
  )
  const ended = await Promise.all(
    NUMBERS.flatMap((n) => [
      at('update', 'INC-2026-0002', '--text', `Word ${n}.`),
      at('update', 'INC-2026-0002', '--internal', '--text', `Event ${n}.`),
      at('open', '--internal', '--title', `Thing ${n}`, '--severity', 'SEV-4'),
    ]),
  )
  expect(ended.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual(ended.map(() => 0))
  const folder = join(top, 'incidents/2026')
  const record = join(folder, 'INC-2026-0002-slow')
  const words = readdirSync(join(record, 'public')).map((name) => readFileSync(join(record, 'public', name), 'utf8'))
  const timeline = readFileSync(join(record, 'index.md'), 'utf8')
  for (const n of NUMBERS) {
    expect(words.filter((text) => text.endsWith(`\nWord ${n}.\n`))).toHaveLength(1)
    expect(timeline.split(`- 09:00 Event ${n}.\n`)).toHaveLength(2)
  }
  const names = readdirSync(folder)
  expect(names.map((name) => name.slice(0, 13)).toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `INC-2026-000${n}`))
  expect((await runEvenkeel('validate', '--content', top, '--now', '2026-11-23T09:00:00Z')).stdout).toMatch(
    /^0 errors, 0 warnings/,
  )
})
