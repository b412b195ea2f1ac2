import { cpSync, globSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { GOOD } from '../../fixtures/good-content.ts'
import { run } from '../../fixtures/in-process.ts'
import { killedAt } from '../../fixtures/killed-at.ts'
import { writeFiles } from '../../fixtures/written.ts'

/* A command that is stopped on the way, by a phone without power or a job out of time, and is run again. */

const top = realpathSync(mkdtempSync(join(tmpdir(), 'evenkeel-killed-')))
afterAll(() => rmSync(top, { recursive: true }))

const started = join(top, 'started')
writeFiles(started, GOOD)
const at = (folder: string, clock: string, ...args: string[]) =>
  run('incident', ...args, '--content', folder, '--now', `2026-11-23T${clock}:00Z`)
const open = (folder: string) =>
  at(
    folder,
    '09:00',
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
const opened = join(top, 'opened')
cpSync(started, opened, { recursive: true })
await open(opened)

/** What is read of it: a draft that a stopped command has left has a hidden name. */
const recordsIn = (folder: string) =>
  Object.fromEntries(
    globSync('**/*', { cwd: folder })
      .filter((path) => lstatSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  )
/** Ten seconds later, whoever holds a draft was stopped. */
const later = (folder: string) => {
  for (const path of globSync(['**/.*', '**/.*/**/*'], { cwd: folder }))
    utimesSync(join(folder, path), new Date(0), new Date(0))
}

test.each<[string, string, (folder: string) => Promise<unknown>]>([
  ['open', started, open],
  [
    'update',
    opened,
    (folder) => at(folder, '09:30', 'update', 'INC-2026-0002', '--state', 'identified', '--text', 'It is the cache.'),
  ],
  ['resolve', opened, (folder) => at(folder, '10:00', 'resolve', 'INC-2026-0002', '--text', 'It is over.')],
])(
  '`incident %s`, killed before any of its changes, leaves nothing half; run again, it does the rest.',
  async (name, from, work) => {
    const whole = join(top, `${name}-whole`)
    cpSync(from, whole, { recursive: true })
    await work(whole)
    const [before, after] = [recordsIn(from), recordsIn(whole)]
    expect(after).not.toEqual(before)
    let n = 1
    for (; ; n++) {
      const folder = join(top, `${name}-${n}`)
      cpSync(from, folder, { recursive: true })
      if (!(await killedAt(folder, n, () => work(folder)))) break
      for (const [path, text] of Object.entries(recordsIn(folder)))
        expect([before[path], after[path]], `${path}, killed at ${n}`).toContain(text)
      const { stdout } = await run('validate', '--content', folder, '--now', '2026-11-23T12:00:00Z')
      expect(stdout, `killed at ${n}`).toMatch(/^0 errors/m)
      later(folder)
      await work(folder)
      expect(recordsIn(folder), `killed at ${n}`).toEqual(after)
    }
    // Several files are written, each beside its place first.
    expect(n).toBeGreaterThan(3)
  },
)
