import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { change, firstUpdate, GOOD, incident, lastUpdate, runbook } from '../../fixtures/good-content.ts'
import { withoutBroken } from './without-broken.ts'

const NOW = Date.parse('2026-03-01T11:30:00Z')
const { catalog } = readTexts({ paths: Object.keys(GOOD), texts: new Map(Object.entries(GOOD)) }, NOW, () => NOW)
const NONE: ReadonlySet<string> = new Set()
const shown = (...faulty: string[]) => withoutBroken(catalog, { faulty: new Set(faulty), unfit: NONE, doubled: NONE })

test('Without errors everything is shown.', () => {
  expect(shown()).toEqual(catalog)
})

test('A record with an error is left out, and no other one.', () => {
  const sound = shown(change, runbook)
  expect(sound.changes.map(({ id }) => id)).toEqual(['CHG-2026-0002'])
  expect(sound.incidents).toEqual(catalog.incidents)
})

test('A runbook stays, for who is paged needs its text; behind those without an error.', () => {
  expect(shown(runbook).runbooks.map(({ file }) => file)).toEqual([runbook])
  const files = { ...GOOD, 'runbooks/a.md': 'No front matter.\n' }
  const read = readTexts({ paths: Object.keys(files), texts: new Map(Object.entries(files)) }, NOW, () => NOW).catalog
  const broken = withoutBroken(read, { faulty: new Set(['runbooks/a.md']), unfit: NONE, doubled: NONE })
  expect(broken.runbooks.map(({ file, title }) => [file, title])).toEqual([
    [runbook, 'Checkout error rate is high'],
    ['runbooks/a.md', 'a'],
  ])
})

test('A public update with an error stays, for customers read it, but never a secret in it.', () => {
  const updates = (sound: typeof catalog) =>
    sound.incidents.flatMap(({ updates: all }) => (all ?? []).map(({ file, body }) => [file, body.markdown.trim()]))
  expect(updates(shown(lastUpdate))).toEqual(updates(catalog))
  const secret = (GOOD[lastUpdate] ?? '').replace(
    /\n---\n[^]*$/,
    '\n---\nWe used ghp_0123456789abcdefghijABCDEFGHIJ456789.\n',
  )
  const files = { ...GOOD, [lastUpdate]: secret }
  const read = readTexts({ paths: Object.keys(files), texts: new Map(Object.entries(files)) }, NOW, () => NOW).catalog
  const unfit = new Set([lastUpdate])
  expect(updates(withoutBroken(read, { faulty: unfit, unfit, doubled: NONE }))).toEqual([
    [firstUpdate, 'We are looking into delayed payments.'],
    [lastUpdate, ''],
  ])
})

test('An incident with an error is left out, but known to go on in public.', () => {
  const sound = shown(incident)
  expect(sound.incidents).toEqual([])
  expect(sound.salvaged.map(({ id, updates }) => [id, updates?.length])).toEqual([['INC-2026-0001', 2]])
})

test('Of two changes or incidents with one id both are shown.', () => {
  const files = new Set([change, incident])
  const sound = withoutBroken(catalog, { faulty: files, unfit: NONE, doubled: files })
  expect([sound.changes, sound.incidents, sound.salvaged]).toEqual([
    catalog.changes,
    catalog.incidents,
    catalog.salvaged,
  ])
})

test('A service and a team stay as far as they can be read, behind those without an error, in nothing but what is shown here.', () => {
  const files = { ...GOOD, 'services/a.yaml': 'name: A\n', 'teams/a.yaml': 'name: A\nmembers: [ana]\nleads: 1\n' }
  const read = readTexts({ paths: Object.keys(files), texts: new Map(Object.entries(files)) }, NOW, () => NOW).catalog
  const faulty = new Set(['services/a.yaml', 'teams/a.yaml'])
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)
  const sound = withoutBroken(read, { faulty, unfit: NONE, doubled: NONE })
  expect([ids(sound.services).at(-1), ids(sound.teams)]).toEqual(['a', ['platform', 'a']])
  expect([ids(read.services).includes('a'), ids(read.teams)]).toEqual([false, ['platform']])
  expect(ids(shown('services/ledger-store.yaml').services)).toEqual(['checkout', 'ledger-store'])
})
