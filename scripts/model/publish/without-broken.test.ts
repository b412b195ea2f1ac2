import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { change, firstUpdate, GOOD, incident, lastUpdate, runbook } from '../../fixtures/good-content.ts'
import { withoutBroken } from './without-broken.ts'

const NOW = Date.parse('2026-03-01T11:30:00Z')
const { catalog } = readTexts({ paths: Object.keys(GOOD), texts: new Map(Object.entries(GOOD)) }, NOW, () => NOW)
const shown = (...faulty: string[]) => withoutBroken(catalog, new Set(faulty))

test('Without errors everything is shown.', () => {
  expect(shown()).toEqual(catalog)
})

test('A record with an error is left out, and no other one.', () => {
  const sound = shown(change, runbook, 'services/ledger-store.yaml')
  expect(sound.changes.map(({ id }) => id)).toEqual(['CHG-2026-0002'])
  expect(sound.runbooks).toEqual([])
  expect(sound.services.map(({ id }) => id)).toEqual(['checkout'])
  expect(sound.incidents).toEqual(catalog.incidents)
})

test('A public update with an error is left out of its incident, which stays.', () => {
  expect(shown(lastUpdate).incidents.map(({ updates }) => updates?.map(({ file }) => file))).toEqual([[firstUpdate]])
})

test('An incident with an error is left out, but known to go on in public.', () => {
  const sound = shown(incident)
  expect(sound.incidents).toEqual([])
  expect(sound.salvaged.map(({ id, updates }) => [id, updates?.length])).toEqual([['INC-2026-0001', 2]])
})
