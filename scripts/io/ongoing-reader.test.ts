import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { GOOD, runbook } from '../fixtures/good-content.ts'
import { readOngoing, type Wanted } from './ongoing-reader.ts'
import { writeFiles } from '../fixtures/written.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-ongoing-'))
afterAll(() => rmSync(top, { recursive: true }))
const NOON = Date.parse('2026-11-23T12:00:00Z')
const NOBODY: Wanted = { incident: () => false, runbooks: false }

const front = (...lines: string[]) => `---\n${lines.join('\n')}\n---\nText.\n`
const incident = (id: string, ...lines: string[]) =>
  front(
    `id: ${id}`,
    'title: Slow',
    'severity: SEV-2',
    'services: [checkout]',
    'detected_by: monitoring',
    'started: 2026-11-20T09:00:00Z',
    ...lines,
  )
const RESOLVED = 'resolved: 2026-11-20T10:00:00Z'
const told = (state: string, ...lines: string[]) => front(`state: ${state}`, 'title: Slow', ...lines)

let count = 0
function read(files: Record<string, string>, wanted = NOBODY) {
  const folder = join(top, String(count++))
  writeFiles(folder, { 'site.yaml': GOOD['site.yaml'] ?? '', ...files })
  return readOngoing(folder, wanted, NOON, () => NOON)
}
const idsOf = ({ content: { catalog } }: ReturnType<typeof read>) =>
  [...catalog.incidents, ...catalog.salvaged].map(({ id }) => id)

const ID = 'INC-2026-0100'
const one = `incidents/2026/${ID}-slow`
const twice = {
  [`${one}/index.md`]: incident(ID, RESOLVED),
  [`${one}/public/20261120T091000Z.md`]: told('investigating'),
}

test.each<[how: string, files: Record<string, string>]>([
  ['of ours alone', { [`${one}.md`]: incident(ID, RESOLVED) }],
  ['that customers read the end of', { ...twice, [`${one}/public/20261120T100000Z.md`]: told('resolved') }],
  [
    'whose end was told twice in one second',
    {
      ...twice,
      [`${one}/public/20261120T100000Z.md`]: told('resolved'),
      [`${one}/public/20261120T100000Z-2.md`]: told('resolved'),
    },
  ],
])('An incident %s that is over is left out, and its path is known all the same.', (_, files) => {
  const found = read(files)
  expect(idsOf(found)).toEqual([])
  expect(found.content.catalog.unread).toEqual([])
  expect(found.files.paths).toEqual(expect.arrayContaining(Object.keys(files)))
})

test.each<[how: string, files: Record<string, string>]>([
  ['goes on', { [`${one}.md`]: incident(ID) }],
  ['is resolved inside, and not for customers', twice],
  [
    'was opened again for customers in the second that it ended',
    {
      ...twice,
      [`${one}/public/20261120T100000Z.md`]: told('resolved'),
      [`${one}/public/20261120T100000Z-10.md`]: told('identified'),
    },
  ],
  ['ends for customers in an hour', { ...twice, [`${one}/public/20261123T130000Z.md`]: told('resolved') }],
  ['has an update whose name is no time', { ...twice, [`${one}/public/at the end.md`]: told('resolved') }],
  ['has an update that says nothing plain', { ...twice, [`${one}/public/20261120T100000Z.md`]: told('"resolved"') }],
  ['lies under a name without an id', { 'incidents/2026/slow.md': incident(ID, RESOLVED) }],
])('An incident that %s is read.', (_, files) => {
  expect(idsOf(read(files))).toEqual([ID])
})

test('One that is over is read where it is wanted, or where one that goes on repeats it, however far.', () => {
  const repeats = (of: string) => ['closed_as: duplicate', `duplicate_of: ${of}`]
  const told20 = told('investigating')
  const files = {
    [`${one}.md`]: incident(ID, RESOLVED),
    'incidents/2026/INC-2026-0101.md': incident('INC-2026-0101', RESOLVED, ...repeats(ID)),
    'incidents/2026/INC-2026-0102/index.md': incident('INC-2026-0102', ...repeats('INC-2026-0101')),
    'incidents/2026/INC-2026-0102/public/20261120T091000Z.md': told20,
    'incidents/2026/INC-2026-0103.md': incident('INC-2026-0103', RESOLVED),
  }
  expect(idsOf(read(files))).toEqual([ID, 'INC-2026-0101', 'INC-2026-0102'])
  const wanted = { incident: (record: string) => record.includes('0103'), runbooks: false }
  expect(idsOf(read(files, wanted))).toContain('INC-2026-0103')
})

test('Changes are read where customers read of them and they are not over; runbooks where they are asked for.', () => {
  const change = (id: string, status: string) => front(`id: ${id}`, `status: ${status}`)
  const files = {
    'changes/2026/CHG-2026-0001.md': change('CHG-2026-0001', 'approved'),
    'changes/2026/CHG-2026-0002/index.md': change('CHG-2026-0002', 'approved'),
    'changes/2026/CHG-2026-0002/public/20261120T091000Z.md': told('scheduled'),
    'changes/2026/CHG-2026-0003/index.md': change('CHG-2026-0003', 'completed'),
    'changes/2026/CHG-2026-0003/public/20261120T091000Z.md': told('scheduled'),
    'changes/2026/CHG-2026-0004/index.md': change('CHG-2026-0004', 'completed'),
    'changes/2026/CHG-2026-0004/public/20261120T091000Z.md': told('in_progress'),
    [runbook]: GOOD[runbook] ?? '',
  }
  const readOf = (runbooks: boolean) => [...read(files, { ...NOBODY, runbooks }).files.texts.keys()]
  const changes = readOf(false).filter((path) => path.startsWith('changes/'))
  expect(new Set(changes.map((path) => path.split('/')[2]))).toEqual(new Set(['CHG-2026-0002', 'CHG-2026-0004']))
  expect(readOf(false)).not.toContain(runbook)
  expect(readOf(true)).toContain(runbook)
})

test('The sample is read as of its own time.', () => {
  const folder = join(top, 'sample')
  for (const [path, text] of Object.entries({
    'site.yaml': `${GOOD['site.yaml'] ?? ''}sample: 2026-11-20T09:30:00Z\n`,
    [`${one}.md`]: incident(ID, RESOLVED),
  })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  expect(readOngoing(folder, NOBODY, null, () => NOON).content.catalog.incidents).toHaveLength(1)
})
