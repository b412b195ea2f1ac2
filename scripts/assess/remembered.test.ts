import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { statusPage } from '#model/status/page'
import { assess } from './content.ts'
import { rememberedComponents, wordsOfDoubt } from './remembered.ts'
import { publicSource } from './sites.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const root = mkdtempSync(join(tmpdir(), 'remembered-'))
afterAll(() => rmSync(root, { recursive: true }))

const service = (name: string, group = 'Shop') =>
  `name: Inside\nteam: shop\ntier: 2\npublic: {name: ${name}, group: ${group}}\n`
const CONTENT = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/shop.yaml': 'name: Shop\nmembers: [ana]\n',
  'services/checkout.yaml': service('Paying'),
  'services/search.yaml': service('Searching'),
  'incidents/2026/INC-2026-0001-paying/index.md':
    '---\nid: INC-2026-0001\ntitle: Inside\nseverity: SEV-1\nservices: []\nstarted: 2026-03-01T10:00:00Z\n---\n',
  'incidents/2026/INC-2026-0001-paying/public/20260301T100600Z.md':
    '---\nstate: investigating\ntitle: Nobody can pay\ncomponents: {checkout: major_outage}\n---\nWe look into it.\n',
}

let count = 0
/** A repository with an outage in it; `folder` is where its content lies. */
function repository(folder: string, more: Record<string, string> = {}) {
  const top = join(root, String(++count))
  for (const [path, text] of Object.entries({ ...CONTENT, ...more })) write(join(top, folder, path), text)
  git(top, 'init', '--quiet')
  commit(top)
  return { top, content: join(top, folder) }
}
function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
const git = (top: string, ...args: string[]) =>
  execFileSync('git', ['-C', top, '-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...args], {
    stdio: 'pipe',
  })
function commit(top: string) {
  git(top, 'add', '--all')
  git(top, 'commit', '--quiet', '--message', 'As it is')
}

/** What customers read of each component. */
async function shown(content: string) {
  const assessment = assess(content, NOW, () => NOW)
  const remembered = await rememberedComponents(content, assessment)
  const { published } = publicSource(content, assessment, remembered)
  const states = statusPage(published).components.map(({ name, status }) => `${name}: ${status}`)
  return { states: states.toSorted(), words: wordsOfDoubt(assessment, remembered) }
}
const OUT = ['Paying: major_outage', 'Searching: operational']

test.each(['content', 'our content', 'ops/[content] *', 'größe'])(
  'A deleted service stays the component that git remembers, with its outage, in a folder called "%s".',
  async (folder) => {
    const { content, top } = repository(folder)
    rmSync(join(content, 'services/checkout.yaml'))
    expect((await shown(content)).states).toEqual(OUT)
    commit(top)
    expect((await shown(content)).states).toEqual(OUT)
  },
)

test('It does where the update writes its id in other capitals.', async () => {
  const [update = ''] = Object.keys(CONTENT).slice(-1)
  const { content } = repository('content', {
    [update]: '---\nstate: investigating\ncomponents: {CheckOut: major_outage}\n---\nWe look into it.\n',
  })
  rmSync(join(content, 'services/checkout.yaml'))
  expect((await shown(content)).states).toEqual(OUT)
})

test('It does where the folder was renamed by the commit that deleted it.', async () => {
  const { content, top } = repository('content')
  rmSync(join(content, 'services/checkout.yaml'))
  renameSync(content, join(top, 'ops'))
  commit(top)
  expect((await shown(join(top, 'ops'))).states).toEqual(OUT)
})

test('It does where its history was merged.', async () => {
  const { content, top } = repository('content')
  git(top, 'checkout', '--quiet', '-b', 'other')
  rmSync(join(content, 'services/checkout.yaml'))
  commit(top)
  git(top, 'checkout', '--quiet', '-')
  write(join(content, 'services/search.yaml'), service('Searching', 'Find'))
  commit(top)
  git(top, 'merge', '--quiet', '--no-edit', 'other')
  expect((await shown(content)).states).toEqual(OUT)
})

test('In a shallow clone, which remembers nothing, it goes by its id.', async () => {
  const { content, top } = repository('content')
  rmSync(join(content, 'services/checkout.yaml'))
  commit(top)
  const clone = join(root, 'shallow')
  git(root, 'clone', '--quiet', '--depth=1', `file://${top}`, clone)
  expect((await shown(join(clone, 'content'))).states).toEqual(['Searching: operational', 'checkout: major_outage'])
})

test('Where what git kept is lost, it goes by its id, and the page is there.', async () => {
  const { content, top } = repository('content')
  rmSync(join(content, 'services/checkout.yaml'))
  rmSync(join(top, '.git/objects'), { recursive: true })
  mkdirSync(join(top, '.git/objects'))
  expect((await shown(content)).states).toEqual(['Searching: operational', 'checkout: major_outage'])
})

test('An id that never was a service costs its setting.', async () => {
  const { content } = repository('content', {
    'incidents/2026/INC-2026-0001-paying/public/20260301T110000Z.md':
      '---\nstate: identified\ncomponents: {chekcout: partial_outage}\n---\nStill.\n',
  })
  const { states, words } = await shown(content)
  expect(states).toEqual(OUT)
  expect(words.join()).toContain('services/chekcout.yaml was never a component')
})

test('A renamed service is one component, under its old id and its new one.', async () => {
  const { content, top } = repository('content')
  renameSync(join(content, 'services/checkout.yaml'), join(content, 'services/payments.yaml'))
  commit(top)
  const { states, words } = await shown(content)
  expect(states).toEqual(OUT)
  expect(words.join()).toContain('which is services/payments.yaml today')
})

test.each(['Paying', 'Checkout'])(
  'A service "%s" that is called the same in another group is another one.',
  async (name) => {
    const { content, top } = repository('content', {
      'services/checkout.yaml': service(name),
      'services/payments.yaml': service(name, 'Partners'),
    })
    rmSync(join(content, 'services/checkout.yaml'))
    commit(top)
    expect((await shown(content)).states.toSorted()).toEqual(
      [`${name}: major_outage`, `${name}: operational`, 'Searching: operational'].toSorted(),
    )
  },
)

test('Whoever writes what customers call a component means that one.', async () => {
  const { content } = repository('content', {
    'incidents/2026/INC-2026-0001-paying/public/20260301T110000Z.md':
      '---\nstate: identified\ncomponents: {searching: partial_outage}\n---\nStill.\n',
  })
  expect((await shown(content)).states).toEqual(['Paying: major_outage', 'Searching: partial_outage'])
})
