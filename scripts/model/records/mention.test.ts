import { expect, test } from 'vitest'
import { mentionOf } from './mention.ts'

test('A change or incident is referred to by its id, whatever part of it is meant.', () => {
  const mentions = mentionOf([
    'changes/2026/CHG-2026-0001-cache.md',
    'incidents/2026/INC-2026-0007-slow/public/20261123T080500Z.md',
  ])
  expect(mentions('caused_by: [CHG-2026-0001]')).toBe(true)
  expect(mentions('See [this](../../2026/INC-2026-0007-slow/index.md).')).toBe(true)
  expect(mentions('caused_by: [CHG-2026-0002]')).toBe(false)
})

test('Other records are referred to by their names, a folder by its own.', () => {
  const mentions = mentionOf(['services/checkout.yaml', 'runbooks/payments/refunds/index.md'])
  expect(mentions('services: [checkout]')).toBe(true)
  expect(mentions('runbooks: [payments/refunds]')).toBe(true)
  expect(mentions('services: [search], see index.md')).toBe(false)
})

test('What a link would encode is left out of what is looked for; where nothing is left, any text might be meant.', () => {
  expect(mentionOf(['runbooks/when it fails.md'])('See [it](when%20it%20fails.md).')).toBe(true)
  expect(mentionOf(['runbooks/失敗.md'])('anything')).toBe(true)
})

test('Nothing was removed: nothing is referred to.', () => {
  expect(mentionOf([])('anything')).toBe(false)
})

test('Of very many files any text might be meant.', () => {
  expect(mentionOf(Array.from({ length: 51 }, (_, i) => `services/s${i}.yaml`))('anything')).toBe(true)
})
