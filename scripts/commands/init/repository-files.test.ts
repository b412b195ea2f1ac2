import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { readYaml } from '#io/yaml-reader'
import { shippedFile } from '#io/installation'
import { judgeContent } from '#assess/content'
import { gateRepository, type Edits } from '../../fixtures/gate-repository.ts'
import { gateVerdict } from '../../fixtures/gate-command.ts'
import { plan } from '../../fixtures/gate-context.ts'
import { PROJECT } from '../../fixtures/places.ts'
import { told } from '../../fixtures/good-content.ts'
import { parseAddress, parseName, type Answers } from './answers.ts'
import { packageFiles } from './package-files.ts'
import { filesBeside, filesOfContent, pathsBeside, WEBSITE } from './repository-files.ts'

const ACME: Answers = {
  name: 'Acme',
  url: 'https://status.acme.example',
  team: 'Operations',
  members: ['ana'],
  branch: 'main',
  timeZone: 'Europe/Berlin',
  today: '2026-11-23',
}
const NOTHING_IMPORTED = { site: false, services: false }
const template = (name: string) => readFileSync(shippedFile(`init/${name}`), 'utf8')
const beside = (answers: Answers = ACME) => filesBeside(answers, WEBSITE, template)
const content = (answers: Answers = ACME) => filesOfContent(answers, WEBSITE, template, NOTHING_IMPORTED)

/** What `validate` says of some files of a content folder. */
function findings(files: Readonly<Record<string, string>>): string {
  const texts = new Map(Object.entries(files))
  const read = readTexts({ paths: [...texts.keys()].toSorted(), texts }, Date.parse('2026-11-23T09:00:00Z'), () => NaN)
  return told(diagnose([...read.problems, ...judgeContent(read)], texts))
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'Acme: "the best" #1',
    'Ümlaut & Söhne',
    'Acme\nHolding',
    '{{url}}',
    '--- # {} []',
    'null',
    '株式会社',
    '`a` *b*',
  ),
)
const name = text.map(parseName).filter((one) => typeof one === 'string')
const answers: fc.Arbitrary<Answers> = fc.record({
  name,
  url: fc
    .webUrl()
    .map(parseAddress)
    .filter((one) => typeof one === 'string'),
  team: name,
  members: fc.uniqueArray(fc.stringMatching(/^[a-z\d]{1,8}([-_][a-z\d]{1,4})?$/), { maxLength: 4 }),
  branch: fc.constantFrom('main', 'release/1.x', 'null', '1.0'),
  timeZone: fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'Asia/Kolkata'),
  today: fc.constantFrom('2026-11-23', '2028-02-29'),
})

test('Whatever is answered, `validate` finds nothing, neither error nor warning, and the answers are what is read.', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const files = content(given)
      expect(findings(files)).toBe('')
      expect(readYaml('', files['site.yaml'] ?? '').data).toEqual([
        { name: given.name, url: given.url, time_zone: given.timeZone, locale: 'en' },
      ])
      const team = Object.entries(files).find(([path]) => path.startsWith('teams/'))?.[1]
      expect(readYaml('', team ?? '').data).toEqual([
        { name: given.team, members: given.members, leads: given.members },
      ])
    }),
    { numRuns: 40 },
  )
})

test('Whatever is answered, workflows and JSON can be read, and no place is left open.', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const files = { ...beside(given), ...packageFiles(given.name, { spec: '0.1.0', lock: { version: '0.1.0' } }) }
      for (const [path, file] of Object.entries(files)) {
        if (path.endsWith('.yml')) expect(readYaml(path, file).problems).toEqual([])
        if (path.endsWith('.json')) JSON.parse(file)
        if (path !== 'README.md') expect(file).not.toMatch(/(?<!\$)\{\{/)
      }
      const [publish] = readYaml('', files['.github/workflows/publish.yml'] ?? '').data
      expect(publish).toMatchObject({ on: { push: { branches: [given.branch] } } })
    }),
    { numRuns: 15 },
  )
})

test('Every template is written, and nothing is written without one.', () => {
  const several = { ...ACME, members: ['ana', 'bo'] }
  const used = new Set<string>()
  const noting = (file: string) => {
    used.add(file)
    return template(file)
  }
  for (const given of [ACME, several]) {
    for (const forge of ['github', 'gitlab'] as const) filesBeside(given, WEBSITE, noting, forge)
    filesOfContent(given, WEBSITE, noting, NOTHING_IMPORTED)
  }
  const there = readdirSync(shippedFile('init'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => `${parentPath}/${file}`.slice(shippedFile('init').length + 1))
  expect([...used].toSorted()).toEqual(there.toSorted())
  // npm leaves out or renames what begins with a dot.
  expect(there.filter((path) => /(^|\/)\./.test(path))).toEqual([])
  expect(Object.keys(beside())).toEqual(pathsBeside('github'))
})

test('CODEOWNERS names those who were named, and is idle where nobody was.', () => {
  const lines = (members: string[]) =>
    (beside({ ...ACME, members })['.github/CODEOWNERS'] ?? '')
      .split('\n')
      .filter((line) => line !== '' && !/^# [A-Z]|^#$/.test(line))
  expect(lines(['ana', 'bo'])).toEqual([
    '# would make the update of an incident wait for a review.',
    '/* @ana @bo',
    '/.* @ana @bo',
    '/.github/ @ana @bo',
    '/content/',
  ])
  expect(lines([]).slice(1)).toEqual([
    '# /* @your-handle',
    '# /.* @your-handle',
    '# /.github/ @your-handle',
    '/content/',
  ])
})

test.each<[string, () => string, string]>([
  ['the README', () => beside()['README.md'] ?? '', 'INC-2026-0001-errors'],
  ['the first guide', () => readFileSync(join(PROJECT, 'docs/getting-started.md'), 'utf8'), 'INC-2026-0001-slow-api'],
])('The examples of %s are records that `validate` takes.', (_, document, incident) => {
  const named = document().matchAll(/`content\/(incidents\/\S+\.md)`[^]*?\n```markdown\n([^]*?)\n```\n/g)
  const examples = Object.fromEntries([...named].map(([, path = '', record = '']) => [path, `${record}\n`]))
  expect(Object.keys(examples)).toEqual([
    `incidents/2026/${incident}/index.md`,
    `incidents/2026/${incident}/public/20261123T091500Z.md`,
  ])
  const warned = findings({ ...content(), ...examples })
  // It is a quarter past nine in the examples, and nine here.
  expect(warned.replace(/^warning future-(update|time) .*\n?/gm, '')).toBe('')
})

const INCIDENT: Edits = {
  'incidents/2026/INC-2026-0001-errors/index.md':
    '---\nid: INC-2026-0001\ntitle: Errors\nseverity: SEV-2\nservices: [api]\nstarted: 2026-11-23T08:00:00Z\n---\n',
  'incidents/2026/INC-2026-0001-errors/public/20261123T081500Z.md':
    '---\nstate: investigating\ntitle: Errors\ncomponents: {api: partial_outage}\n---\nWe look into it.\n',
}
const SETTINGS: Edits = {
  'services/queue.yaml': 'name: Queue\nteam: operations\ntier: 3\n',
  'site.yaml': 'name: Acme\nurl: https://acme.example/status\n',
  'policy.yaml': 'runbook_review: 60d\n',
  'teams/operations.yaml': 'name: Operations\nmembers: [ana, bo]\nleads: [ana]\n',
  'runbooks/queue.md': null,
  'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
const CHANGE = plan('CHG-2026-0001', { services: '[api]', implementer: 'ana', requester: 'operations' })
const RISKY = plan('CHG-2026-0001', {
  services: '[api]',
  implementer: 'ana',
  requester: 'operations',
  risk: '{blast_radius: 4, rollback_difficulty: 4, complexity: 3, timing: 3}',
})

test.each<[string, Edits]>([
  ['an incident with its first update', INCIDENT],
  ['services, policy, team, site and logo', SETTINGS],
  ['an approved change', CHANGE],
  ['an approved change of critical risk', RISKY],
])('One person alone can merge %s.', async (_, edits) => {
  const repository = gateRepository()
  const base = repository.commit(content())
  const head = repository.commit(edits, base)
  const { verdict, diagnostics } = await gateVerdict(repository, { base, head, author: 'ana' })
  expect({ verdict, diagnostics }).toEqual({ verdict: 'pass', diagnostics: [] })
})

test('What a stranger proposes waits for that one person.', async () => {
  const repository = gateRepository()
  const base = repository.commit(content())
  const head = repository.commit({ 'services/queue.yaml': SETTINGS['services/queue.yaml'] ?? null }, base)
  expect((await gateVerdict(repository, { base, head, author: 'mallory' })).verdict).toBe('fail')
})

test('Two people ask each other, but for the updates of an incident.', async () => {
  const repository = gateRepository()
  const base = repository.commit(content({ ...ACME, members: ['ana', 'bo'] }))
  const verdict = async (edits: Edits, reviewed: boolean) => {
    const head = repository.commit(edits, base)
    const reviews = reviewed
      ? [{ user: { login: 'bo' }, state: 'APPROVED' as const, commit_id: head, submitted_at: '2026-11-23T08:00:00Z' }]
      : []
    return (await gateVerdict(repository, { base, head, author: 'ana', reviews })).verdict
  }
  expect(await verdict(INCIDENT, false)).toBe('pass')
  for (const edits of [SETTINGS, CHANGE, RISKY]) {
    expect(await verdict(edits, false)).toBe('fail')
    expect(await verdict(edits, true)).toBe('pass')
  }
})
