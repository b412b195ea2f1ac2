import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LEDGER, LEDGER_VERSION } from '#model/notify/ledger'
import { runInWith } from '../../fixtures/in-process.ts'
import { notifies, openLoop, type Loop } from '../../fixtures/loop/loop.ts'
import { PROJECT } from '../../fixtures/places.ts'
import { writeFiles } from '../../fixtures/written.ts'

/* The ledger as strangers may leave it, with a real git server: nobody is told of the past, of a draft, or of anything twice. */

let loop: Loop
let clone = ''
beforeEach(async () => {
  loop = await openLoop({ hooks: ['a'], to: [] })
  clone = loop.clone()
  // Without a server between them it takes half the processes.
  git(clone, ['remote', 'set-url', 'origin', bare()])
})
afterEach(() => loop.close())

/** Git is slow where much else runs. */
const LONG = { timeout: 120_000 }

const place = (id: string, file: string) => `incidents/2026/${id}/${file}`
const update = (state: string, text: string, more = '') => `---\nstate: ${state}\n${more}---\n${text}\n`
/** An incident of the morning; resolved unless told otherwise. */
const incident = (n: number, { open = false } = {}) => {
  const id = `INC-2026-000${n}`
  return {
    [place(id, 'index.md')]:
      `---\nid: ${id}\ntitle: Slow\nseverity: SEV-3\nservices: [shop]\nstarted: 2026-11-23T06:00:00Z\n---\n## Timeline\n`,
    [place(id, 'public/20261123T060500Z.md')]: update('investigating', `Opened ${n}.`, `title: Slow ${n}\n`),
    ...(open ? {} : { [place(id, 'public/20261123T070000Z.md')]: update('resolved', `Over ${n}.`) }),
  }
}
const bare = () => loop.inBare('rev-parse', '--absolute-git-dir')
const git = (folder: string, args: string[], input = '') =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  }).trim()
/** The newest of the branch into a clone, and a run there. */
const notify = async (at: string, folder = clone) => {
  git(folder, ['pull', '--quiet', bare(), 'main'])
  return loop.run(folder, ...notifies(at))
}
const heard = () => (loop.heard['a'] ?? []).flatMap(({ text }) => (text.startsWith('{') ? [] : [text]))

/** Puts something in the ledger's place, as whoever may push can. */
function forge(text: string, file = LEDGER.file) {
  const blob = git(bare(), ['hash-object', '-w', '--stdin'], text)
  const tree = git(bare(), ['mktree'], `100644 blob ${blob}\t${file}\n`)
  git(bare(), ['update-ref', LEDGER.ref, git(bare(), ['commit-tree', tree, '-m', 'x'])])
}
/** The ledger that lies there, changed for the one channel. */
function edit(change: object) {
  const { channels, ...rest } = JSON.parse(loop.inBare('show', `${LEDGER.ref}:${LEDGER.file}`))
  const edited = Object.entries<object>(channels).map(([key, told]) => [key, { ...told, ...change }])
  forge(JSON.stringify({ ...rest, channels: Object.fromEntries(edited) }))
}

test(
  'One that somebody else has written, or taken away, counts for nothing: what is open is told, under its old id.',
  LONG,
  async () => {
    loop.push({ ...incident(1), ...incident(2, { open: true }) })
    forge('{"version": 1, "channels": "all"}')
    expect(await notify('08:00')).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be read") })
    loop.inBare('update-ref', '-d', LEDGER.ref)
    expect(await notify('08:10')).toMatchObject({ code: 0, stderr: expect.stringContaining('first time') })
    expect(heard()).toEqual(['Opened 2.', 'Opened 2.'])
    const ids = loop.heard['a']?.flatMap(({ text, id }) => (text.startsWith('{') ? [] : [id]))
    expect(new Set(ids).size).toBe(1)

    // And it can be looked into as the page on notices says.
    const written = readFileSync(join(PROJECT, 'docs/notify.md'), 'utf8').match(/^git .*$/gm) ?? []
    const said = written.map((line) => git(clone, line.split(' ').slice(1)))
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ version: LEDGER_VERSION, claim: null })
  },
)

test(
  'With a key, what somebody else has written as delivered counts for nothing, be it of a later version: it is told, and the summary says why.',
  LONG,
  async () => {
    const env = {
      ...loop.env,
      EVENKEEL_LEDGER_KEY: 'a key of this test alone',
      GITHUB_STEP_SUMMARY: join(clone, '../summary'),
    }
    const told = (at: string) => {
      git(clone, ['pull', '--quiet', bare(), 'main'])
      return runInWith(env, clone, ...notifies(at))
    }
    await told('06:00')
    loop.push(incident(1, { open: true }))
    git(clone, ['pull', '--quiet', bare(), 'main'])
    // That all of it was told.
    edit({ commit: git(clone, ['rev-parse', 'HEAD']), at: '2026-11-23T08:00:00Z' })
    expect(await told('08:00')).toMatchObject({ code: 1, stderr: expect.stringContaining('not sealed') })
    expect(heard()).toEqual(['Opened 1.'])
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('not sealed')
    // What was sealed is believed.
    expect((await told('08:10')).code).toBe(0)
    expect(heard()).toEqual(['Opened 1.'])
    loop.push({ [place('INC-2026-0001', 'public/20261123T082000Z.md')]: update('identified', 'Known 1.') })
    forge(`{"version": ${LEDGER_VERSION + 1}}`)
    expect(await told('08:30')).toMatchObject({ code: 1, stderr: expect.stringContaining('not sealed') })
    expect(heard().at(-1)).toBe('Known 1.')
  },
)

test('A later version of the ledger is left as it is, and nobody is told.', LONG, async () => {
  loop.push(incident(1, { open: true }))
  forge(`{"version": ${LEDGER_VERSION + 1}}`)
  expect(await notify('08:00')).toMatchObject({ code: 1, stderr: expect.stringContaining('newer than this evenkeel') })
  expect(heard()).toEqual([])
  expect(loop.inBare('show', `${LEDGER.ref}:${LEDGER.file}`)).toBe(`{"version": ${LEDGER_VERSION + 1}}`)
})

test('What nobody has merged is told to nobody, whatever commit the ledger names.', LONG, async () => {
  await notify('06:00')
  git(clone, ['checkout', '--quiet', '-b', 'draft'])
  writeFiles(`${clone}/content`, incident(1, { open: true }))
  git(clone, ['add', '.'])
  git(clone, ['commit', '--quiet', '-m', 'Draft'])
  git(clone, ['push', '--quiet', bare(), 'draft'])
  edit({ commit: git(clone, ['rev-parse', 'HEAD']) })
  git(clone, ['checkout', '--quiet', 'main'])
  expect(await notify('08:00')).toMatchObject({ code: 1, stdout: expect.stringContaining('not on the default branch') })
  expect(heard()).toEqual([])
  // Once the branch has gone on, what is new of it is told.
  loop.push(incident(2, { open: true }))
  expect(await notify('08:10')).toMatchObject({ code: 0 })
  expect(heard()).toEqual(['Opened 2.'])
})

test('Of two runs at once one waits for the other, and each event is told once.', LONG, async () => {
  const other = loop.clone()
  clone = loop.clone()
  await notify('06:00')
  loop.push({ ...incident(1, { open: true }), ...incident(2) })
  const runs = await Promise.all([notify('08:00'), notify('08:00', other)])
  expect(runs.map(({ code }) => code)).toEqual([0, 0])
  expect(heard().toSorted()).toEqual(['Opened 1.', 'Opened 2.', 'Over 2.'])
  expect(JSON.parse(loop.inBare('show', `${LEDGER.ref}:${LEDGER.file}`))).toMatchObject({ claim: null })
})
