import { describe, expect, test } from 'vitest'
import {
  bundleOf,
  recordFile,
  idAt,
  indexFile,
  isRead,
  kindAt,
  placeOf,
  publicAt,
  publicFile,
  recordAt,
  slotsIn,
  yearFolder,
} from './content-layout.ts'

const FOLDER = 'incidents/2026/INC-2026-0031-checkout'
const FILE = 'changes/2026/CHG-2026-0451-redis.md'

describe('Of a path', () => {
  test.each([
    [FILE, FILE],
    [`${FOLDER}/index.md`, FOLDER],
    [`${FOLDER}/public/20260301T100600Z.md`, FOLDER],
    [`${FOLDER}/graphs/a/b.png`, FOLDER],
    ['changes/CHG-2026-0451.md', null],
    ['changes/26/CHG-2026-0451.md', null],
    ['runbooks/changes/2026/x.md', null],
    ['services/checkout.yaml', null],
  ])('the change or incident that %s belongs to is %s.', (path, record) => {
    expect(recordAt(path)).toBe(record)
  })

  test.each([
    [FILE, 'CHG-2026-0451'],
    [`${FOLDER}/public/20260301T100600Z.md`, 'INC-2026-0031'],
    ['changes/2026/CHG-2026-12345.md', 'CHG-2026-12345'],
    ['changes/2026/CHG-2026-0451b.md', null],
    ['changes/2026/redis.md', null],
    ['approvals/CHG-2026-0451.json', null],
  ])('the id that its name says, in %s, is %s.', (path, id) => {
    expect(idAt(path)).toBe(id)
  })

  test.each([
    [FILE, 'change'],
    [FOLDER, 'incident'],
    ['runbooks/search/slow.md', 'runbook'],
    ['change-templates/certificate.md', 'change_template'],
    ['slos/checkout.yml', 'slo'],
    ['approvals/CHG-2026-0451.json', 'approval'],
    ['site.yaml', null],
    ['services', null],
    ['constructor/x.yaml', null],
  ])('the kind of %s is %s.', (path, kind) => {
    expect(kindAt(path)).toBe(kind)
  })

  test('what is published is told from what lies beside it, by the folder alone.', () => {
    expect(publicAt(`${FOLDER}/public/impact.yaml`)).toEqual({ record: FOLDER, name: 'impact.yaml' })
    expect(publicAt(`${FOLDER}/public/a/b.md`)).toEqual({ record: FOLDER, name: 'a/b.md' })
    expect(publicAt(`${FOLDER}/Public/impact.yaml`)).toBeNull()
    expect(publicAt(`${FOLDER}/notes/public/x.md`)).toBeNull()
    expect(publicAt('runbooks/public/x.md')).toBeNull()
  })
})

test('A record is written in its file, or in the index of its folder, beside which its public files lie.', () => {
  expect(indexFile(FILE)).toBe(FILE)
  expect(indexFile(FOLDER)).toBe(`${FOLDER}/index.md`)
  expect(bundleOf(`${FOLDER}/index.md`)).toBe(FOLDER)
  expect(bundleOf(FILE)).toBe(FILE)
  expect(publicFile(FOLDER, 'impact.yaml')).toBe(`${FOLDER}/public/impact.yaml`)
  expect(publicFile(`${FOLDER}/index.md`, 'impact.yaml')).toBe(`${FOLDER}/public/impact.yaml`)
})

test('A new record goes to where it is then read from.', () => {
  const paths = [
    `${placeOf('change', 'CHG-2026-0451', 'redis')}.md`,
    indexFile(placeOf('incident', 'INC-2026-0031', '')),
    publicFile(placeOf('incident', 'INC-2026-0031', ''), '20260301T100600Z.md'),
    recordFile('service', 'checkout'),
    recordFile('approval', 'CHG-2026-0451'),
    recordFile('incident_template', 'slow'),
  ]
  expect(paths).toEqual([
    'changes/2026/CHG-2026-0451-redis.md',
    'incidents/2026/INC-2026-0031/index.md',
    'incidents/2026/INC-2026-0031/public/20260301T100600Z.md',
    'services/checkout.yaml',
    'approvals/CHG-2026-0451.json',
    'incident-templates/slow.md',
  ])
  expect([...slotsIn(paths).values()]).toEqual([
    { kind: 'change', id: 'CHG-2026-0451', bundle: null },
    { kind: 'incident', id: 'INC-2026-0031', bundle: 'incidents/2026/INC-2026-0031' },
    { kind: 'update', bundle: 'incidents/2026/INC-2026-0031' },
    { kind: 'service', id: 'checkout' },
    { kind: 'approval', id: 'CHG-2026-0451' },
    { kind: 'incident_template', id: 'slow' },
  ])
  expect(yearFolder('change', 2026)).toBe('changes/2026')
})

test('Records are made of what has a place, not of what lies beside them.', () => {
  const slots = slotsIn(['runbooks/slow/index.md', 'runbooks/slow/graph.png', 'README.md', 'notes/x.md', 'site.yaml'])
  expect([...slots].filter(([, slot]) => isRead(slot)).map(([path]) => path)).toEqual([
    'runbooks/slow/index.md',
    'site.yaml',
  ])
})
