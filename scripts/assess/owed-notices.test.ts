import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LEDGER, writeLedger, type Ledger, type Owed } from '#model/notify/ledger'
import { siteSchema } from '#model/records/site'
import { owedHere } from './owed-notices.ts'

const at = (time: string) => Date.parse(`2026-03-01T${time}:00Z`)
const site = siteSchema.parse({
  name: 'Acme',
  url: 'https://status.acme.example',
  notify: [
    { kind: 'webhook', url_env: 'HOOK_URL' },
    { kind: 'email', smtp_env: 'SMTP_URL', from: 'us@acme.example', to: ['a@b.example', 'c@d.example'] },
  ],
})
const owed = (id: string, since: string): Owed => ({ id, of: 'a', place: 'update:0#0', was: null, since: at(since) })
const told = (when: string, ...some: Owed[]) => ({ commit: 'a'.repeat(40), at: at(when), owed: some, confirmed: [] })
const ledger = (channels: Record<string, ReturnType<typeof told>>, claim: Ledger['claim'] = null): string =>
  writeLedger({ claim, channels: new Map(Object.entries(channels)) })

let folder = ''
const git = (args: string[], input = '') =>
  execFileSync('git', ['-C', folder, ...args], { input, encoding: 'utf8' }).trim()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-owed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A clone whose ref holds a ledger of that text. */
function withLedger(text: string) {
  git(['init', '--quiet'])
  const blob = git(['hash-object', '-w', '--stdin'], text)
  const tree = git(['mktree'], `100644 blob ${blob}\t${LEDGER.file}\n`)
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.example']
  git(['update-ref', LEDGER.ref, git([...who, 'commit-tree', tree, '-m', 'x'])])
}

test('What is owed is counted over the channels that the site still has.', async () => {
  withLedger(
    ledger({
      'email SMTP_URL c@d.example': told('09:00', owed('evt_1', '08:12'), owed('evt_2', '08:40')),
      'webhook HOOK_URL': told('09:04', owed('evt_1', '08:20')),
      'email SMTP_URL a@b.example': told('09:04'),
      'slack GONE_URL': told('09:04', owed('evt_1', '07:00')),
    }),
  )
  expect(await owedHere(folder, site)).toEqual({
    owed: {
      channels: ['webhook HOOK_URL', 'email SMTP_URL c@d.example'],
      notices: 3,
      since: at('08:12'),
      as_of: at('09:04'),
    },
    doubt: null,
  })
})

test('What a run is just sending for the first time is not owed yet.', async () => {
  const now = told('09:00', owed('evt_2', '09:00'))
  withLedger(ledger({ 'webhook HOOK_URL': now }, { by: 'somebody', beat: 1 }))
  expect(await owedHere(folder, site)).toEqual({ owed: null, doubt: null })
  withLedger(ledger({ 'webhook HOOK_URL': now }))
  expect((await owedHere(folder, site)).owed).toMatchObject({ notices: 1 })
})

test('Without git, without a ledger, and without channels nothing is known, and nothing said.', async () => {
  const nothing = { owed: null, doubt: null }
  expect(await owedHere(folder, site)).toEqual(nothing)
  git(['init', '--quiet'])
  expect(await owedHere(folder, site)).toEqual(nothing)
  withLedger('no ledger')
  expect(await owedHere(folder, { notify: [] })).toEqual(nothing)
})

describe('A ledger that nobody of ours wrote is left out with a word', () => {
  test.each([
    ['no JSON', 'it is no JSON'],
    ['{"version": 1, "channels": "all"}', 'claim: Invalid input: expected object, received undefined'],
    ['{"version": 7}', 'its version 7 is newer than this evenkeel'],
    ['[]', 'it: Invalid input: expected object, received array'],
  ])('%s', async (text, why) => {
    withLedger(text)
    expect(await owedHere(folder, site)).toEqual({
      owed: null,
      doubt: `refs/evenkeel/delivered can't be read (${why}): the ops site doesn't say which notices are owed.`,
    })
  })
})
