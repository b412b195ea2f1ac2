import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { broken, change, findingsIn, GOOD, incident, runbook, validating } from '../fixtures/good-content.ts'

test('A folder that no record is read from is named.', () => {
  expect(validating({ 'notes/ideas.md': 'text' })).toMatchInlineSnapshot(
    `"warning unknown-file notes/ideas.md:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('A folder that is called like a property of every object is one of those.', () => {
  expect(validating({ 'constructor/ideas.yaml': 'text' })).toMatchInlineSnapshot(
    `"warning unknown-file constructor/ideas.yaml:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('A service in a folder of its own is not read.', () => {
  expect(validating({ 'services/shop/basket.yaml': 'name: Basket\n' })).toMatchInlineSnapshot(
    `"error unknown-file services/shop/basket.yaml:1 Unexpected place, expected it at \`services/basket.yaml\`."`,
  )
})

test('An ending that is not read is named.', () => {
  expect(validating({ 'services/basket.yml': 'name: Basket\n' })).toMatchInlineSnapshot(
    `"error unknown-file services/basket.yml:1 Unexpected place, expected it at \`services/basket.yaml\`."`,
  )
})

test('A change outside a year is not read.', () => {
  expect(validating({ 'changes/CHG-2026-0003.md': GOOD[change] ?? '' })).toMatchInlineSnapshot(
    `"error unknown-file changes/CHG-2026-0003.md:1 Unexpected place, expected it at \`changes/2026/CHG-2026-0003.md\`."`,
  )
})

test('A picture in `public/` is fine; another file in it is not published.', () => {
  const folder = 'incidents/2026/INC-2026-0001-checkout/public'
  expect(validating({ [`${folder}/graph.png`]: '' })).toBe('')
  expect(validating({ [`${folder}/graph.pdf`]: '' })).toMatchInlineSnapshot(
    `"warning unknown-file incidents/2026/INC-2026-0001-checkout/public/graph.pdf:1 Unexpected file, expected one that the layout knows."`,
  )
})

test('A companion beside a record and a README are fine.', () => {
  expect(
    validating({
      'incidents/2026/INC-2026-0001-checkout/graph.png': '',
      'README.md': 'text',
      'runbooks/README.md': 'text',
    }),
  ).toBe('')
})

const INC = 'incidents/2026/INC-2026-0001-checkout'
const UPDATE = '---\nstate: resolved\n---\nOver.\n'

test.each([
  [`${INC}/updates/20260301T113000Z.md`, `${INC}/public/20260301T113000Z.md`],
  [`${INC}/Public/20260301T113000Z.md`, `${INC}/public/20260301T113000Z.md`],
  [`${INC}/20260301T113000Z.md`, `${INC}/public/20260301T113000Z.md`],
  [`${INC}/public/updates/20260301T113000Z.md`, `${INC}/public/20260301T113000Z.md`],
  [`${INC}/public/20260301T113000Z.markdown`, `${INC}/public/20260301T113000Z.md`],
  [`${INC}/public/20260301T113000Z`, `${INC}/public/20260301T113000Z.md`],
  [`${INC}/public.md`, `${INC}/public/<time>.md`],
  [`${INC}/update-2.md`, `${INC}/public/<time>.md`],
  [`${INC}/impact.yaml`, `${INC}/public/impact.yaml`],
  ['incidents/20260301T113000Z.md', 'incidents/<year>/<ID>-<slug>/public/20260301T113000Z.md'],
  ['incidents/2026/20260301T113000Z.md', 'incidents/2026/<ID>-<slug>/public/20260301T113000Z.md'],
  ['incidents/2026/20260301T1130Z-2', 'incidents/2026/<ID>-<slug>/public/20260301T1130Z-2.md'],
  ['changes/2026/20260301T113000Z.md', 'changes/2026/<ID>-<slug>/public/20260301T113000Z.md'],
  ['incidents/INC-2026-0002-shop/index.md', 'incidents/2026/INC-2026-0002-shop/index.md'],
  ['incident/2026/INC-2026-0002.md', 'incidents/2026/INC-2026-0002.md'],
  ['Services/basket.yaml', 'services/basket.yaml'],
  ['team/core.yaml', 'teams/core.yaml'],
  ['policy.yml', 'policy.yaml'],
  ['changes/2026/CHG-2026-0003-x.yaml', 'changes/2026/CHG-2026-0003-x.md'],
  ['changes/2026/CHG-2026-0003-x.MD', 'changes/2026/CHG-2026-0003-x.md'],
  ['changes/CHG-2026-0003-x.Md', 'changes/2026/CHG-2026-0003-x.md'],
  ['changes/archive/CHG-2026-0003-x.md', 'changes/2026/CHG-2026-0003-x.md'],
  ['changes/26/CHG-2026-0003-x.md', 'changes/2026/CHG-2026-0003-x.md'],
  ['changes/2026/Q1/CHG-2026-0003-x/index.md', 'changes/2026/CHG-2026-0003-x/index.md'],
  ['changes/2026/a/b/CHG-2026-0003.md', 'changes/2026/CHG-2026-0003.md'],
  ['Changes/2026/CHG-2026-0003.md', 'changes/2026/CHG-2026-0003.md'],
  ['incidents/2026/INC-2026-0002-x.MD', 'incidents/2026/INC-2026-0002-x.md'],
  ['freezes/sale.YAML', 'freezes/sale.yaml'],
  ['change-templates/x.MD', 'change-templates/x.md'],
])('%s is an error: it belongs at %s.', (path, place) => {
  const found = findingsIn({ [path]: UPDATE }).filter(({ file }) => file === path)
  expect(found.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['error unknown-file'])
  expect(found[0]?.help).toContain(`Rename it to \`${place}\``)
})

test.each([
  `${INC}/notes.md`,
  `${INC}/postmortem-draft.md`,
  `${INC}/graphs/a.md`,
  `${INC}/old/INC-2026-0002.md`,
  `${INC}/data.yaml`,
])('%s is a companion.', (path) => {
  expect(validating({ [path]: 'text' })).toBe('')
})

test('A change outside its year is an error.', () => {
  expect(validating({ [change]: null, 'changes/2025/CHG-2026-0001-cache.md': GOOD[change] ?? '' })).toContain(
    'error unknown-file changes/2025/CHG-2026-0001-cache.md:2 Unexpected year of the folder, expected CHG-2026-0001 in `changes/2026/`.',
  )
})

test('A record or an update with a per cent sign in its name is read: nothing that customers read may wait for a name.', () => {
  const folder = 'incidents/2026/INC-2026-0002-cpu-at-100%'
  const text = (GOOD[incident] ?? '').replace('INC-2026-0001', 'INC-2026-0002').replace(/^resolved:.*\n/m, '')
  const files = {
    [`${folder}/index.md`]: text,
    [`${folder}/public/20260301T100600Z.md`]: '---\nstate: investigating\ntitle: Slow\n---\nAt 100%.\n',
  }
  const rules = (more: Record<string, string>) => findingsIn({ ...files, ...more }).map(({ rule }) => rule)
  expect(rules({})).not.toContain('unknown-file')
  expect(rules({ [`${folder}/public/20260301T101600Z 50%.md`]: '---\nstate: monitoring\n---\nAt 50.\n' })).toContain(
    'id-matches-file',
  )
})

test.each([
  ['services/50%.yaml', 'services/50-.yaml'],
  ['incidents/2026/INC-2026-0002-a\\b.md', 'incidents/2026/INC-2026-0002-a-b.md'],
])('%s is a record that is not read, and an error.', (path, place) => {
  const [found] = findingsIn({ [path]: 'text' }).filter(({ rule }) => rule === 'unknown-file')
  expect([found?.severity, found?.message]).toEqual(['error', `Unexpected place, expected it at \`${place}\`.`])
})

test.each([
  ['runbooks/core/100%-full.md', 'core/100--full'],
  ['runbooks/a\\b.md', 'a-b'],
  ['runbooks/line\nbreak.md', 'line-break'],
  ['runbooks/50%/index.md', '50-'],
])('The runbook %j has a page under the name that it should have, and a finding.', (path, id) => {
  const text = broken(runbook, 'team: platform\n---', 'team: platform\nalerts: [DiskFull]\n---')[runbook] ?? ''
  const texts = new Map(Object.entries({ ...GOOD, [path]: text }))
  const { catalog, problems } = readTexts({ paths: [...texts.keys()], texts }, 0, () => 0)
  expect(catalog.runbooks.find(({ file }) => file === path)).toMatchObject({ id, alerts: ['DiskFull'] })
  expect(problems.filter(({ at }) => at.file === path)).toMatchObject([{ rule: 'unknown-file', severity: 'error' }])
})

test('A runbook whose name cannot stand in an address, and that cannot be read either, is kept.', () => {
  const path = 'runbooks/core/100%-full.md'
  const texts = new Map(Object.entries({ ...GOOD, [path]: '---\ntitle: [\n---\n## Summary\n' }))
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, 0, () => 0)
  expect(catalog.salvaged_runbooks).toMatchObject([{ id: 'core/100--full', file: path }])
})

test('A runbook that the `index.md` of another hides is named, however deep, and what to do is said.', () => {
  const text = GOOD[runbook] ?? ''
  const index = { 'runbooks/payments/index.md': text }
  // The references to it are told of as well.
  expect(validating(index, { 'runbooks/payments/cards/refunds.md': text })).toContain(
    "error unknown-file runbooks/payments/cards/refunds.md:1 Unexpected runbook beside `runbooks/payments/index.md`, expected what belongs to that one: this file isn't read, nobody finds it.",
  )
  expect(validating(index)).toContain(`error unknown-file ${runbook}:1 Unexpected runbook beside`)
  expect(findingsIn(index).find(({ rule }) => rule === 'unknown-file')?.help).toBe(
    'A folder with an `index.md` is one runbook. Rename that to `runbooks/payments.md`, under which it keeps its id, or move this one out of `runbooks/payments/`.',
  )
  expect(validating({ 'runbooks/payments.md': text })).toBe('')
})

test('What is no runbook lies beside one as it likes.', () => {
  const folder = 'runbooks/cards'
  expect(
    validating({
      [`${folder}/index.md`]: GOOD[runbook] ?? '',
      [`${folder}/notes.md`]: '# Notes\n\ntitle: a word\nteam: another\n',
      [`${folder}/page.md`]: '---\ntitle: Of a site generator\nlayout: page\n---\nText.\n',
      [`${folder}/broken.md`]: '---\ntitle: [\n',
      [`${folder}/dump.txt`]: '\0',
    }),
  ).toBe('')
})

test.each([
  ['runbooks/y/.dot.md', 'runbooks/y/dot.md'],
  [
    'incidents/2026/INC-2026-0001-checkout/public/.20260301T120000Z.md',
    'incidents/2026/INC-2026-0001-checkout/public/20260301T120000Z.md',
  ],
  ['changes/2026/.CHG-2026-0007-x.md', 'changes/2026/CHG-2026-0007-x.md'],
])('%s would be read without its dot, and nobody is left to wonder.', (path, meant) => {
  const found = findingsIn({ [path]: 'text' }).filter(({ file }) => file === path)
  expect(found.map(({ rule, severity, help }) => [rule, severity, help])).toEqual([
    ['unknown-file', 'warning', `Rename it to \`${meant}\`: what begins with a dot is never read or published.`],
  ])
})

test.each([
  'runbooks/._x.md',
  'runbooks/.#x.md',
  'runbooks/.markdownlint.yaml',
  'runbooks/.gitkeep',
  '.README.md',
  'incidents/2026/INC-2026-0001-checkout/.notes.md',
])('%s is nobody’s record.', (path) => {
  expect(findingsIn({ [path]: 'text' }).filter(({ file }) => file === path)).toEqual([])
})
