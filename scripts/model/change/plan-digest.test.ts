import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { outlineOf } from '#io/markdown'
import { changeSchema } from '../records/change.ts'
import { planDigest, planKey } from './plan-digest.ts'

/** A change that says all that one can say. */
const FULL = `---
id: CHG-2026-0451
title: Upgrade the session cache
type: normal
purpose: feature
status: approved
requester: platform
implementer: ana
environment: production
services: [session-cache, checkout]
risk: {blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1}
window: {start: 2026-02-25T02:00:00Z, end: 2026-02-25T04:00:00Z}
estimated_duration: 45m
template: rotate-certificate
emergency: {reason: imminent, authorised_by: lead, authorised_at: 2026-02-25T01:50:00Z}
rollback: {max_duration: 15m, criteria: [{metric: errors, comparator: ">", threshold: 0.5, action: manual}]}
rollout: [{percent: 10, bake: 10m}, {percent: 100}]
outcome: {started: 2026-02-25T02:05:00Z}
review: {due: 2026-03-04}
public_id: abcdefghijkl
labels: [cache]
links: {ticket: https://acme.example/1}
source: {kind: statuspage}
---
Before the plan.

## Implementation plan

1. Replace one node.

   Wait.

### Order

Oldest first.

## Verification

The error ratio stays.

## Rollback plan

Put the old nodes back.

## Notes

None.
`
const PUBLIC = new Map([['20260220T090000Z.md', '---\nstate: scheduled\n---\nWork on the cart.\n']])

function changeIn(text: string) {
  const file = 'changes/2026/CHG-2026-0451.md'
  const { catalog } = readTexts({ paths: [file], texts: new Map([[file, text]]) }, 0, () => NaN)
  const [change] = catalog.changes
  if (!change) throw new Error('No change in this text.')
  return change
}
const digestOf = (text: string, files: ReadonlyMap<string, string> = PUBLIC) => {
  const change = changeIn(text)
  return planDigest(change, outlineOf(change.body), files)
}
const keyOf = (text: string) => {
  const change = changeIn(text)
  return planKey(change, outlineOf(change.body))
}
function edited(passage: string, by: string): string {
  const parts = FULL.split(passage)
  if (parts.length !== 2) throw new Error(`"${passage}" stands ${parts.length - 1} times in the text, expected once.`)
  return parts.join(by)
}

type Edit = [passage: string, by: string]
/** Every field of a change, with an edit of it. A new field of the schema must be put on one of the two sides. */
const PLAN: Record<string, Edit> = {
  type: ['type: normal', 'type: emergency'],
  purpose: ['purpose: feature', 'purpose: security'],
  environment: ['production', 'staging'],
  services: ['[session-cache, checkout]', '[session-cache]'],
  implementer: ['implementer: ana', 'implementer: bo'],
  risk: ['timing: 1', 'timing: 2'],
  window: ['T04:00:00Z', 'T04:00:01Z'],
  rollback: ['threshold: 0.5', 'threshold: 0.6'],
  rollout: ['{percent: 100}', '{percent: 100, bake: 1m}'],
  emergency: ['authorised_by: lead', 'authorised_by: ana'],
}
const BESIDE: Record<string, Edit> = {
  id: ['CHG-2026-0451', 'CHG-2026-0452'],
  title: ['Upgrade the session cache', 'Upgrade of the session cache'],
  status: ['status: approved', 'status: in_progress'],
  requester: ['requester: platform', 'requester: bo'],
  estimated_duration: ['45m', '50m'],
  template: ['rotate-certificate', 'renew-certificate'],
  outcome: ['02:05:00Z}', '02:05:00Z, finished: 2026-02-25T02:50:00Z}'],
  review: ['due: 2026-03-04', 'due: 2026-03-05'],
  public_id: ['abcdefghijkl', 'abcdefghijkm'],
  labels: ['[cache]', '[redis]'],
  links: ['acme.example/1', 'acme.example/2'],
  source: ['kind: statuspage', 'kind: cstate'],
}

test('Of every field it is settled whether it belongs to the plan.', () => {
  expect([...Object.keys(PLAN), ...Object.keys(BESIDE)].toSorted()).toEqual(Object.keys(changeSchema.shape).toSorted())
})

test.each(Object.entries(PLAN))('Another %s is another plan.', (_, edit) => {
  expect(digestOf(edited(...edit))).not.toBe(digestOf(FULL))
  expect(keyOf(edited(...edit))).not.toBe(keyOf(FULL))
})

test.each(Object.entries(BESIDE))('Another %s leaves the plan as it was.', (_, edit) => {
  expect(digestOf(edited(...edit))).toBe(digestOf(FULL))
})

test.each<[string, ...Edit]>([
  ['a part of the plan that is left out', 'rollout: [{percent: 10, bake: 10m}, {percent: 100}]\n', ''],
  [
    'the order of rollout steps',
    '[{percent: 10, bake: 10m}, {percent: 100}]',
    '[{percent: 100}, {percent: 10, bake: 10m}]',
  ],
  ['a step of the implementation plan', '1. Replace one node.', '1. Replace all nodes.'],
  ['the indentation of a step', '   Wait.', 'Wait.'],
  ['what stands under a smaller heading of the plan', 'Oldest first.', 'Newest first.'],
  ['a smaller heading of the plan', '### Order', '### Turns'],
  ['the verification', 'The error ratio stays.', 'Nobody calls.'],
  ['the rollback plan', 'Put the old nodes back.', 'Hope.'],
  ['a second section of the same name', '## Notes\n', '## rollback plan\n\nOr don’t.\n\n## Notes\n'],
  [
    'text moved to another section',
    'The error ratio stays.\n\n## Rollback plan\n',
    '## Rollback plan\n\nThe error ratio stays.\n',
  ],
])('It notices %s.', (_, passage, by) => {
  expect(digestOf(edited(passage, by))).not.toBe(digestOf(FULL))
})

test.each<[string, ...Edit]>([
  ['text above the sections', 'Before the plan.', 'Read this first.'],
  ['other sections', 'None.', 'See the ticket.'],
  ['the capitals of a heading', '## Rollback plan', '## ROLLBACK PLAN'],
  ['how a heading is underlined', '## Verification\n', 'Verification\n------------\n'],
  ['white space at the end of a line', 'Replace one node.', 'Replace one node.  \t'],
  ['blank lines around a section', 'Put the old nodes back.\n', '\n\nPut the old nodes back.\n\n\n'],
  [
    'the order of keys',
    'start: 2026-02-25T02:00:00Z, end: 2026-02-25T04:00:00Z',
    'end: 2026-02-25T04:00:00Z, start: 2026-02-25T02:00:00Z',
  ],
  ['the offset that a time is written with', 'start: 2026-02-25T02:00:00Z', 'start: 2026-02-25T03:00:00+01:00'],
  ['how a number is written', 'threshold: 0.5', 'threshold: 5.0e-1'],
  ['how a duration is written', 'max_duration: 15m', 'max_duration: 900s'],
  ['the order of services', '[session-cache, checkout]', '[checkout, session-cache]'],
  ['a service named twice', '[session-cache, checkout]', '[session-cache, checkout, checkout]'],
  ['a default that is written down', 'purpose: feature\n', ''],
])('It passes over %s.', (_, passage, by) => {
  expect(digestOf(edited(passage, by))).toBe(digestOf(FULL))
})

test('Line ends of another system make no other plan, in the record or in its public files.', () => {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n')
  const files = new Map([...PUBLIC].map(([name, text]) => [name, crlf(text)]))
  expect(digestOf(crlf(FULL), files)).toBe(digestOf(FULL))
})

test('What customers are told belongs to the plan: a text, its name, and each file.', () => {
  const [[name, text] = ['', '']] = PUBLIC
  const others: ReadonlyMap<string, string>[] = [
    new Map(),
    new Map([[name, text.replace('cart', 'shop')]]),
    new Map([['20260221T090000Z.md', text]]),
    new Map([...PUBLIC, ['impact.yaml', '[]\n']]),
    new Map([['', name + text]]),
  ]
  expect(new Set([PUBLIC, ...others].map((files) => digestOf(FULL, files))).size).toBe(6)
  const both = [...PUBLIC, ['__proto__', 'a'], ['10', 'b']] satisfies [string, string][]
  expect(digestOf(FULL, new Map(both))).toBe(digestOf(FULL, new Map(both.toReversed())))
  expect(digestOf(FULL, new Map(both))).not.toBe(digestOf(FULL, new Map([...PUBLIC, ['10', 'b']])))
})

test('The key of a plan is the same whatever customers are told.', () => {
  expect(keyOf(FULL)).toBe(digestOf(FULL, new Map()))
})

test('Digests that were written down once stay what they are.', () => {
  const text = `---
id: CHG-2026-0001
title: Upgrade
type: normal
status: draft
requester: platform
implementer: ana
environment: production
services: [b, a]
risk: {timing: 1, blast_radius: 3, rollback_difficulty: 2, complexity: 2}
window: {start: 1970-01-01T01:00:01+01:00, end: 1970-01-01T00:00:02Z}
rollback: {max_duration: 1m, criteria: [{metric: m, threshold: 1, comparator: ">", action: manual}]}
---
## Implementation plan

Do it.

## Rollback plan

Undo it.
`
  const canonical =
    '{"environment":"production","implementer":"ana","public":{"/a.md":"A\\n"},"purpose":"feature",' +
    '"risk":{"blast_radius":3,"complexity":2,"rollback_difficulty":2,"timing":1},' +
    '"rollback":{"criteria":[{"action":"manual","comparator":">","metric":"m","threshold":1}],"max_duration":60000},' +
    '"sections":["Do it.","","Undo it."],"services":["a","b"],"type":"normal","window":{"end":2000,"start":1000}}'
  const expected = createHash('sha256').update(canonical).digest('hex')
  expect(digestOf(text, new Map([['a.md', 'A\r\n']]))).toBe(expected)
})
