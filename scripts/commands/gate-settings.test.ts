import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, lowRisk, review, type Edits } from '../fixtures/gate-repository.ts'

/* What settles who may do what is read from what a pull request goes into, and what can't be read permits nothing. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const FREEZE = 'title: Peak\nlevel: hard\nowner: lead\nstart: 2026-11-30T00:00:00Z\nend: 2026-12-10T00:00:00Z\n'
const base = repository.commit({ ...CONTENT, 'freezes/peak.yaml': FREEZE }, undefined)
const id = 'CHG-2026-0003'

const judge = (on: string, edits: Edits, author: string, ...by: string[]) => {
  const head = repository.commit(edits, on)
  return gateVerdict(repository, { base: on, head, author, reviews: by.map((one) => review(one, head)) })
}
const unreadable = ({ diagnostics }: Awaited<ReturnType<typeof judge>>) =>
  diagnostics
    .filter(({ rule }) => rule === 'settings-unreadable')
    .map(({ severity, file }) => `${severity} ${file.replace('content/', '')}`)

/** How a file of settings can stop counting without a word, and the file that is named for it. */
const WAYS: [string, Edits, string][] = [
  ['a level that is none', { 'freezes/peak.yaml': FREEZE.replace('hard', 'hardd') }, 'freezes/peak.yaml'],
  ['no YAML', { 'teams/search.yaml': 'members: [a\n' }, 'teams/search.yaml'],
  ['a key that nobody knows', { 'policy.yaml': 'approvals: {hihg: {lead: 2}}\n' }, 'policy.yaml'],
  ['a link', { 'policy.yaml': { link: '../other.yaml' } }, 'policy.yaml'],
  ['a file that is too large', { 'policy.yaml': `# ${'x'.repeat(1024 * 1024)}\n` }, 'policy.yaml'],
  ['another ending', { 'freezes/peak.yaml': null, 'freezes/peak.yml': FREEZE }, 'freezes/peak.yml'],
  ['an ending in capitals', { 'freezes/peak.yaml': null, 'freezes/peak.YAML': FREEZE }, 'freezes/peak.YAML'],
  ['a name in capitals', { 'Policy.yaml': 'freeze_max: 10d\n' }, 'Policy.yaml'],
  ['a folder in capitals', { 'freezes/peak.yaml': null, 'Freezes/peak.yaml': FREEZE }, 'Freezes/peak.yaml'],
  ['a folder in the folder', { 'freezes/peak.yaml': null, 'freezes/2026/peak.yaml': FREEZE }, 'freezes/2026/peak.yaml'],
  ['a service without a tier', { 'services/search.yaml': 'name: Search\nteam: search\n' }, 'services/search.yaml'],
  ['half a merge', { 'policy.yaml': '<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n' }, 'policy.yaml'],
  ['a folder in the place of the policy', { 'policy.yaml/x': '' }, 'policy.yaml/x'],
  ['a folder there with words about it', { 'policy.yaml/README.md': 'Ours\n' }, 'policy.yaml/README.md'],
  ['a folder there with what nobody sees', { 'policy.yaml/.x': '' }, 'policy.yaml/.x'],
  ['a folder there in capitals', { 'Policy.yml/x': '' }, 'Policy.yml/x'],
  ['a folder in the place of the site', { 'site.yaml': null, 'site.yaml/x': '' }, 'site.yaml/x'],
  ['a folder in the place of a team', { 'teams/search.yaml': null, 'teams/search.yaml/x': '' }, 'teams/search.yaml/x'],
  [
    'a folder in the place of a template',
    { 'change-templates/rotate-certificate.md': null, 'change-templates/rotate-certificate.md/x': '' },
    'change-templates/rotate-certificate.md/x',
  ],
  [
    'the folder as a link',
    { 'freezes/peak.yaml': null, 'freezes/2026-year-end.yaml': null, freezes: { link: 'old' } },
    'freezes',
  ],
]

test.each(WAYS)('Settings with %s stop whoever asks something of them.', async (_, edits, file) => {
  const on = repository.commit(edits, base)
  const asked = await judge(
    on,
    lowRisk(id, { window: '{start: 2026-12-14T02:00:00Z, end: 2026-12-14T04:00:00Z}' }),
    'ana',
    'bo',
  )
  expect(unreadable(asked)).toContain(`error ${file}`)
  expect(asked.verdict).toBe('fail')
})

test('Who mends them, and touches nothing else, needs those whom the rest names.', async () => {
  const on = repository.commit({ 'freezes/peak.yaml': FREEZE.replace('hard', 'hardd') }, base)
  const mending = { 'freezes/peak.yaml': FREEZE }
  const mended = await judge(on, mending, 'ana', 'lead')
  expect(unreadable(mended)).toEqual(['warning freezes/peak.yaml'])
  expect(mended.verdict).toBe('pass')
  expect((await judge(on, mending, 'ana')).verdict).toBe('fail')
  expect(unreadable(await judge(on, { ...mending, ...plan(id) }, 'ana', 'lead'))).toEqual(['error freezes/peak.yaml'])
  const still = { 'freezes/peak.yaml': FREEZE.replace('hard', 'harder') }
  expect(unreadable(await judge(on, still, 'ana', 'lead'))).toEqual(['error freezes/peak.yaml'])
})

test('Who takes a folder away that stands in the place of a file mends it.', async () => {
  const on = repository.commit({ 'policy.yaml/x': '', 'policy.yaml/.y': '' }, base)
  const mending = { 'policy.yaml/x': null, 'policy.yaml/.y': null, 'policy.yaml': 'freeze_max: 20d\n' }
  expect((await judge(on, mending, 'ana', 'lead')).verdict).toBe('pass')
  expect((await judge(on, mending, 'ana', 'cy')).verdict).toBe('fail')
})

test('Where no team can be read nobody may say who approves, not even who mends them.', async () => {
  const on = repository.commit({ 'teams/platform.yaml': 'members: [', 'teams/search.yaml': 'members: [' }, base)
  const brought = {
    'teams/platform.yaml': 'name: Platform\nmembers: [mallory]\nleads: [eve]\n',
    'teams/search.yaml': null,
  }
  const taken = await judge(on, brought, 'mallory', 'eve')
  expect(taken.verdict).toBe('fail')
  expect(unreadable(taken)).toEqual(['error teams/platform.yaml', 'error teams/search.yaml'])
})

test('An update of an incident waits for no mending.', async () => {
  const on = repository.commit({ 'policy.yaml': 'approvals: {hihg: {lead: 2}}\n' }, base)
  const update = 'incidents/2026/INC-2026-0001-checkout/public/20261123T080000Z.md'
  const posted = await judge(on, { [update]: '---\nstate: resolved\n---\nIt works again.\n' }, 'ana')
  expect(unreadable(posted)).toEqual(['warning policy.yaml'])
  expect(posted.verdict).toBe('pass')
})

test('The first teams of a repository say who approves, with a word about it.', async () => {
  const on = repository.commit({ '../README.md': 'Ours\n' })
  const settings = Object.entries(CONTENT).filter(([path]) => /^(?:site|teams|services|freezes)/.test(path))
  const brought = Object.fromEntries(settings)
  const first = await judge(on, brought, 'ana', 'lead')
  expect(unreadable(first)).toEqual(['warning teams/platform.yaml'])
  expect(first.verdict).toBe('pass')
  const head = repository.commit(brought, on)
  expect(sentence(await gatePullRequest(repository, { base: on, head, author: 'ana' }))).toContain('1 lead')
})

test('A service is as critical as it ever was, for who makes it harmless with the change to it.', async () => {
  const harmless = (CONTENT['services/checkout.yaml'] as string).replace('tier: 1', 'tier: 4')
  const scores = { risk: '{blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}' }
  const risk = async (edits: Edits) =>
    (await judge(base, { ...plan(id, scores), ...edits }, 'ana')).changes[0]?.risk?.level
  expect(await risk({})).toBe('medium')
  expect(await risk({ 'services/checkout.yaml': harmless })).toBe('medium')
})

test('A change that couldn’t be read may be mended in whatever status it is; its approvals are asked for whole.', async () => {
  const { [`changes/2026/${id}.md`]: text = '' } = plan(id, {
    status: 'in_progress',
    outcome: '{started: 2026-11-23T08:00:00Z}',
  })
  const on = repository.commit({ [`changes/2026/${id}.md`]: text.replace('type: normal', 'type: normall') }, base)
  const window = '{start: 2026-12-14T02:00:00Z, end: 2026-12-14T04:00:00Z}'
  const mending = { [`changes/2026/${id}.md`]: text.replace(/^window: .*$/m, `window: ${window}`) }
  const [asked] = (await judge(on, mending, 'ana')).changes
  expect(asked?.diagnostics.map(({ rule }) => rule)).not.toContain('change-transition')
  expect(asked?.approvals.missing).toEqual(['1 from platform'])
  expect((await judge(on, mending, 'ana', 'bo')).changes[0]?.approvals.missing).toEqual([])
})
