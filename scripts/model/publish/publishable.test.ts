import { describe, expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { judgeContent } from '#assess/content'
import { firstUpdate, GOOD, incident, lastUpdate } from '../../fixtures/good-content.ts'
import { publicCatalog } from './public.ts'
import { publishableCatalog } from './publishable.ts'
import { statusPage } from '../status/page.ts'

const NOW = Date.parse('2026-03-01T11:30:00Z')
const folder = 'incidents/2026/INC-2026-0001-checkout'

const MAINTENANCE = {
  'changes/2026/CHG-2026-0009-cables/index.md': `---
id: CHG-2026-0009
title: New cables
type: normal
status: approved
requester: platform
implementer: ana
environment: production
services: [checkout]
risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}
window: {start: 2026-03-02T02:00:00Z, end: 2026-03-02T04:00:00Z}
rollback: {max_duration: 15m, criteria: [{metric: error_ratio, comparator: ">", threshold: 0.01, action: manual}]}
---
## Implementation plan

Plug them in.

## Verification

They work.

## Rollback plan

Unplug them.
`,
  'changes/2026/CHG-2026-0009-cables/public/20260225T100000Z.md':
    '---\nstate: scheduled\ntitle: New cables\ncomponents: {checkout: under_maintenance}\n---\nWe plug them in.\n',
}

/** What the status page is made of, of good content with some files changed; `null` takes a file away. */
function published(changes: Record<string, string | null>) {
  const files = Object.entries({ ...GOOD, ...MAINTENANCE, ...changes }).flatMap(([path, text]) =>
    text === null ? [] : [[path, text] as const],
  )
  const content = readTexts({ paths: files.map(([path]) => path), texts: new Map(files) }, NOW, () => NOW)
  const problems = [...content.problems, ...judgeContent(content)]
  const errors = problems.filter(({ severity }) => severity === 'error')
  const faulty = new Set(errors.map(({ at }) => at.file))
  const unfit = new Set(errors.filter(({ rule }) => rule === 'public-text').map(({ at }) => at.file))
  return { public: publicCatalog(publishableCatalog(content.catalog, unfit)), faulty: [...faulty] }
}
const first = (text: string) => (GOOD[firstUpdate] ?? '').replace('We are looking into delayed payments.', text)
const good = published({})
const readGood = () =>
  readTexts({ paths: Object.keys(GOOD), texts: new Map(Object.entries(GOOD)) }, NOW, () => NOW).catalog

test('Good content is published as it is.', () => {
  expect(good.faulty).toEqual([])
  expect(good.public.incidents.map(({ updates }) => updates.length)).toEqual([2])
  expect(good.public.maintenances.map(({ updates }) => updates.length)).toEqual([1])
})

describe('An incident', () => {
  test.each([
    ['has a state that is none', '---\nstate: solved\n---\nPayments work.\n'],
    ['has no front matter', 'Payments work.\n'],
    ['is no YAML', '---\nstate: [\n---\nPayments work.\n'],
  ])('says what an update says that %s, and has not ended by it.', (_, text) => {
    const { public: seen, faulty } = published({ [lastUpdate]: text })
    expect(faulty).toEqual([lastUpdate])
    expect(seen.incidents.map(({ updates }) => updates.map(({ state }) => state))).toEqual([
      ['investigating', 'investigating'],
    ])
    expect(seen.incidents[0]?.updates[1]?.markdown).toBe('Payments work.\n')
  })

  test.each([
    ['a component that is not there', 'components: {shop: major_outage, checkout: partial_outage}'],
    ['a state that is none', 'components: {checkout: partial_outage, search: dwon}'],
    ['a time that is none', 'components: {checkout: partial_outage}\nnext_update: soon'],
    ['a colon', 'components: {checkout: partial_outage}\ntitle: Payments: slow'],
  ])('loses no other setting of an update by %s.', (_, lines) => {
    const { public: seen } = published({ [firstUpdate]: `---\nstate: investigating\n${lines}\n---\nWe look.\n` })
    expect(seen.incidents[0]?.updates[0]?.settings.filter(({ component }) => component === 'checkout')).toMatchObject([
      { status: 'partial_outage' },
    ])
    expect(seen.incidents[0]?.updates[0]?.markdown).toBe('We look.\n')
  })

  test('is published without the text of an update that holds a secret.', () => {
    const { public: seen, faulty } = published({
      [lastUpdate]: first('We used ghp_0123456789abcdefghijABCDEFGHIJ456789.'),
    })
    expect(faulty).toEqual([lastUpdate])
    expect(JSON.stringify(seen)).not.toContain('ghp_')
    expect(seen.incidents[0]?.updates.map(({ state, markdown }) => [state, markdown])[1]).toEqual(['investigating', ''])
  })

  test.each([
    ['misses a field', (GOOD[incident] ?? '').replace('severity: SEV-2\n', '')],
    ['has a wrong value', (GOOD[incident] ?? '').replace('SEV-2', 'SEV-9')],
    ['is no YAML', (GOOD[incident] ?? '').replace('services: [checkout]', 'services: [checkout')],
    ['has no front matter', '## Timeline\n'],
    ['refers to a change that is not there', (GOOD[incident] ?? '').replace('CHG-2026-0001]', 'CHG-2026-0777]')],
    ['is not there', null],
  ])('keeps its public part, byte for byte, where its record %s.', (_, text) => {
    const { public: seen, faulty } = published({ [incident]: text })
    expect(faulty.length).toBeGreaterThan(0)
    expect(seen.incidents).toEqual(good.public.incidents)
  })

  test.each([
    ['is no YAML', (GOOD[incident] ?? '').replace('severity: SEV-2', 'severity: [')],
    ['has no front matter', 'x\n'],
    ['is empty', ''],
    ['is not there', null],
  ])('gets its updates out where neither its folder says an id nor its record, which %s.', (_, text) => {
    const moved = (path: string) => path.replace('INC-2026-0001-checkout', 'checkout-is-slow')
    const { public: seen } = published({
      [incident]: null,
      [firstUpdate]: null,
      [lastUpdate]: null,
      [moved(incident)]: text,
      [moved(firstUpdate)]: GOOD[firstUpdate] ?? '',
    })
    expect(seen.incidents.map(({ updates }) => updates)).toEqual([good.public.incidents[0]?.updates.slice(0, 1)])
    expect(seen.incidents[0]?.public_id).toMatch(/^[a-z0-9]{12}$/)
  })

  test('keeps the public id that an import gave it where its record is broken.', () => {
    const imported = (GOOD[incident] ?? '').replace('severity: SEV-2', 'severity: SEV-9\npublic_id: abcdefghijkl')
    expect(published({ [incident]: imported }).public.incidents.map(({ public_id }) => public_id)).toEqual([
      'abcdefghijkl',
    ])
  })

  test('of which all updates are empty has nothing to show.', () => {
    const { public: seen } = published({ [firstUpdate]: '', [lastUpdate]: '' })
    expect(seen.incidents).toEqual([])
  })

  test('goes by its updates where its corrected intervals are broken.', () => {
    const right = published({
      [`${folder}/public/impact.yaml`]:
        '- {component: checkout, status: major_outage, from: 2026-03-01T10:00:00Z, to: 2026-03-01T10:20:00Z}\n',
    })
    expect(right.public.incidents[0]?.corrected?.length).toBe(1)
    const wrong = published({
      [`${folder}/public/impact.yaml`]:
        '- {component: checkout, status: dwon, from: 2026-03-01T10:00:00Z, to: 2026-03-01T10:20:00Z}\n',
    })
    expect(wrong.faulty).toEqual([`${folder}/public/impact.yaml`])
    expect(wrong.public.incidents).toEqual(good.public.incidents)
  })

  test('is published without a postmortem that holds a secret.', () => {
    const path = `${folder}/public/postmortem.md`
    expect(published({ [path]: 'We were slow.\n' }).public.incidents[0]?.postmortem).toBe('We were slow.\n')
    const { public: seen } = published({ [path]: 'The password: correct-horse-7 was old.\n' })
    expect(seen.incidents).toEqual(good.public.incidents)
  })

  test.each([
    ['whose folder was copied, with the id inside, under a number of its own', 'incidents/2026/INC-2026-0007-copy'],
    ['whose id another folder has as well', 'incidents/2026/INC-2026-0001-again'],
  ])('%s hides neither, and the older one keeps its address.', (_, folderOfCopy) => {
    const { public: seen, faulty } = published({
      [`${folderOfCopy}/index.md`]: GOOD[incident] ?? '',
      [`${folderOfCopy}/public/20260301T112000Z.md`]: first('Everything is down.'),
    })
    expect(faulty).toEqual([`${folderOfCopy}/index.md`])
    expect(seen.incidents.map(({ updates }) => updates[0]?.markdown.trim())).toEqual([
      'Everything is down.',
      good.public.incidents[0]?.updates[0]?.markdown.trim(),
    ])
    expect(seen.incidents[1]).toEqual(good.public.incidents[0])
    expect(seen.incidents[0]?.public_id).not.toBe(seen.incidents[1]?.public_id)
  })

  test('is not shown before the time of its first update, and of its updates only those that are out.', () => {
    const catalog = readGood()
    const at = (time: string) => publicCatalog({ ...catalog, now: Date.parse(time) }).incidents
    expect(at('2026-03-01T10:05:59Z')).toEqual([])
    expect(at('2026-03-01T10:06:00Z').map(({ updates }) => updates.length)).toEqual([1])
    expect(at('2026-03-01T11:10:00Z').map(({ updates }) => updates.length)).toEqual([2])
  })

  test.each([
    ['itself', 'INC-2026-0001', {}],
    ['one that repeats it in turn', 'INC-2026-0002', { duplicate_of: 'INC-2026-0001' }],
  ])('that says it repeats %s speaks for itself: no outage falls silent.', (_, duplicate_of, other) => {
    const catalog = readGood()
    const [one] = catalog.incidents
    if (!one) throw new Error('The good content has an incident.')
    const incidents = [
      { ...one, closed_as: 'duplicate' as const, duplicate_of },
      { ...one, id: 'INC-2026-0002', closed_as: 'duplicate' as const, ...other },
    ]
    const seen = publicCatalog({ ...catalog, incidents }).incidents
    expect(seen.map(({ duplicate_of: repeated }) => repeated)).toEqual([null, null])
  })

  test('that sets the public id of an older one gets its own, and both have a page.', () => {
    const catalog = readGood()
    const [one] = catalog.incidents
    if (!one) throw new Error('The good content has an incident.')
    const incidents = [
      { ...one, id: 'INC-2026-0002', public_id: 'abcdefghijkl', updates: one.updates?.slice(1) ?? null },
      { ...one, public_id: 'abcdefghijkl' },
    ]
    const seen = publicCatalog({ ...catalog, incidents }).incidents
    expect(seen.map(({ updates }) => updates.length)).toEqual([1, 2])
    expect(seen[1]?.public_id).toBe('abcdefghijkl')
    expect(seen[0]?.public_id).toMatch(/^(?!abcdefghijkl)[a-z0-9]{12}$/)
  })

  test('whose broken record asks for an id that is none gets its own.', () => {
    const wrong = (GOOD[incident] ?? '').replace('severity: SEV-2', 'public_id: ../../x')
    expect(published({ [incident]: wrong }).public.incidents.map(({ public_id }) => public_id)).toEqual(
      good.public.incidents.map(({ public_id }) => public_id),
    )
  })

  test('that repeats a broken one stays closed.', () => {
    const repeats = {
      'incidents/2026/INC-2026-0002-same/index.md':
        '---\nid: INC-2026-0002\ntitle: Same\nseverity: SEV-3\nstarted: 2026-03-01T10:00:00Z\nclosed_as: duplicate\nduplicate_of: INC-2026-0001\n---\n## Timeline\n\nSame.\n',
      'incidents/2026/INC-2026-0002-same/public/20260301T101000Z.md':
        '---\nstate: investigating\ntitle: Same\ncomponents: {checkout: major_outage}\n---\nWe look.\n',
    }
    const open = (changes: Record<string, string | null>) =>
      statusPage(published({ ...repeats, ...changes }).public).open.map(({ title }) => title)
    expect(open({})).toEqual([])
    expect(open({ [incident]: (GOOD[incident] ?? '').replace('SEV-2', 'SEV-9') })).toEqual([])
  })
})

describe('What else is broken', () => {
  const index = 'changes/2026/CHG-2026-0009-cables/index.md'

  test.each([
    ['type', (text: string) => text.replace('type: normal', 'type: ordinary')],
    ['risk', (text: string) => text.replace(/^risk: .*$/m, 'risk: high')],
    ['title, which is no YAML', (text: string) => text.replace('New cables', 'New: cables: all')],
    ['indentation', (text: string) => text.replace('requester:', '  requester:')],
  ])('costs announced maintenance nothing where it is its %s.', (_, edit) => {
    const { public: seen, faulty } = published({ [index]: edit(MAINTENANCE[index]) })
    expect(faulty).toEqual([index])
    expect(seen).toEqual(good.public)
  })

  test.each([
    ['a draft', 'status: draft\nrisk: high'],
    ['a proposal', 'status: proposed\ntitle: A: b'],
    ['of no status', 'title: A: b'],
    ['of a status that is none', 'status: aproved'],
    ['of two statuses', 'status: proposed\nstatus: approved'],
  ])('does not announce a change that is %s.', (_, lines) => {
    const { public: seen } = published({ [index]: MAINTENANCE[index].replace('status: approved', lines) })
    expect(seen.maintenances).toEqual([])
    expect(seen.incidents).toEqual(good.public.incidents)
  })

  test.each([
    [
      'an approval',
      { 'approvals/CHG-2026-0009.json': '{"change": "CHG-2026-0009", "plan": "x", "approvals": []}' },
      '',
    ],
    ['its outcome', {}, 'outcome: {started: 2026-03-02T02:00:00Z}\n'],
    [
      'an update that work has begun',
      { 'changes/2026/CHG-2026-0009-cables/public/20260301T100000Z.md': '---\nstate: in_progress\n---\nWe plug.\n' },
      '',
    ],
  ])('keeps a change announced whose status is unreadable where %s says that it was.', (_, more, lines) => {
    const { public: seen } = published({
      ...more,
      [index]: MAINTENANCE[index].replace('status: approved\n', `status: aproved\n${lines}`),
    })
    expect(seen.maintenances.map(({ public_id }) => public_id)).toEqual(
      good.public.maintenances.map(({ public_id }) => public_id),
    )
  })

  const service = 'services/checkout.yaml'
  const written = GOOD[service] ?? ''

  test.each([
    ['has a wrong tier', { [service]: written.replace('tier: 1', 'tier: 7') }],
    ['names a team that is not there', { [service]: written.replace('team: platform', 'team: gone') }],
    ['depends on a service that is gone', { 'services/ledger-store.yaml': null }],
    ['lost its team', { 'teams/platform.yaml': null }],
  ])('keeps its component, byte for byte, where it is a service that %s.', (_, changes) => {
    const { public: seen, faulty } = published(changes)
    expect(faulty.length).toBeGreaterThan(0)
    expect(seen).toEqual(good.public)
  })

  test.each([
    ['is no YAML', written.replace('tier: 1', 'description: Takes: cards')],
    ['has a key twice', `${written}tier: 2\n`],
    ['is indented wrongly', written.replace('tier: 1', '   tier: 1')],
  ])('keeps its component, byte for byte, where it is a service whose file %s.', (_, text) => {
    const { public: seen, faulty } = published({ [service]: text })
    expect(faulty).toContain(service)
    expect(seen).toEqual(good.public)
  })

  test('keeps a component by its id where its name is not to be read, is none, or holds a secret.', () => {
    for (const name of ['nmae: Checkout', 'name: [Checkout]', 'name: AKIAIOSFODNN7EXAMPLE'])
      expect(
        published({
          [service]: written.replace('name: Checkout\n', `${name}\n`).replace(/  name: Checkout$/m, `  ${name}`),
        }).public.components.map(({ id, name: shown }) => [id, shown]),
      ).toEqual([['checkout', 'checkout']])
  })

  test.each([
    ['deleted', null],
    ['empty', ''],
    ['in pieces', '%%%'],
  ])('keeps a component by its id while an incident of these days names it, although its file is %s.', (_, text) => {
    const { public: seen } = published({ [service]: text })
    expect(seen.components.map(({ id, name }) => [id, name])).toEqual([['checkout', 'checkout']])
    expect(seen.incidents).toEqual(good.public.incidents)
    expect(seen.maintenances).toEqual(good.public.maintenances)
  })

  test('lets a component go with its file once nothing of these days names it.', () => {
    const content = readTexts({ paths: Object.keys(GOOD), texts: new Map(Object.entries(GOOD)) }, NOW, () => NOW)
    const gone = { ...content.catalog, services: content.catalog.services.filter(({ id }) => id !== 'checkout') }
    const at = (days: number) => publicCatalog({ ...gone, now: NOW + days * 86_400_000 }).components.length
    expect([at(0), at(89), at(91)]).toEqual([1, 1, 0])
  })

  test('goes by what git remembers of a component: its last name, or that it never was one.', () => {
    const { catalog } = readTexts({ paths: Object.keys(GOOD), texts: new Map(Object.entries(GOOD)) }, NOW, () => NOW)
    const gone = { ...catalog, services: [] }
    const names = (block: { name: string; group?: string } | null) =>
      publicCatalog(gone, new Map([['checkout', block]])).components.map(({ name, group }) => [name, group])
    expect(names({ name: 'Checkout', group: 'Shop' })).toEqual([['Checkout', 'Shop']])
    expect(names(null)).toEqual([])
  })

  test('keeps announced maintenance where the change has an internal error.', () => {
    const { public: seen, faulty } = published({
      [index]: MAINTENANCE[index].replace('services: [checkout]', 'services: [gone]'),
    })
    expect(faulty).toEqual([index])
    expect(seen).toEqual(good.public)
  })

  test('changes nothing on the status page where it is internal.', () => {
    const { public: seen, faulty } = published({
      'runbooks/payments/checkout-errors.md': 'Words.',
      'freezes/2026-year-end.yaml': 'title: [',
      'slos/checkout.yaml': 'apiVersion: openslo/v9\n',
      'policy.yaml': 'runbook_review: soon\n',
    })
    expect(faulty.length).toBe(4)
    expect(seen).toEqual(good.public)
  })

  test.each([
    ['a colour', 'brand: {color: blue}'],
    ['a list with something else in it', 'labels: [a, 1]'],
    ['a tab', '\tlabels: [a]'],
    ['a quote', 'support_url: "'],
    ['a key twice', 'url: https://elsewhere.example'],
  ])('costs a site.yaml only the setting that is wrong: %s.', (_, line) => {
    const { public: seen, faulty } = published({ 'site.yaml': `${GOOD['site.yaml']}${line}\n` })
    expect(faulty).toEqual(['site.yaml'])
    expect(seen).toEqual(good.public)
  })
})

test('A service is named by either form of its accents, and by other capitals where that can mean no other one.', () => {
  const named = (id: string) =>
    published({
      'services/caf\u00e9.yaml': 'name: X\nteam: platform\ntier: 3\npublic: {name: Coffee}\n',
      [firstUpdate]: `---\nstate: investigating\ntitle: Closed\ncomponents: {${id}: major_outage}\n---\nWe look.\n`,
    }).public
  const { components, incidents } = named('caf\u00e9')
  expect(components.map(({ name }) => name)).toContain('Coffee')
  for (const id of ['cafe\u0301', 'CAF\u00c9'])
    expect(named(id)).toEqual({ ...named('caf\u00e9'), components, incidents })
})
