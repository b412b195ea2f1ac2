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
budget_override: {by: lead, reason: The certificate expires.}
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
const PUBLIC = new Map([['public/20260220T090000Z.md', 'cart']])

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
const keyOf = (text: string, files: ReadonlyMap<string, string> = PUBLIC) => {
  const change = changeIn(text)
  return planKey(change, outlineOf(change.body), files)
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
  budget_override: ['The certificate expires.', 'We like it.'],
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
  ['text above the sections', 'Before the plan.', 'Read this first.'],
  ['another section', '## Notes\n', '## Preparation\n\nTell nobody.\n\n## Notes\n'],
  ['the name of a section', '## Notes', '## Noted'],
  ['a section that only begins like one beside the plan', '## Notes', '## Notes on the plan'],
  ['a smaller heading that is called like a section beside the plan', '### Order', '### Notes'],
  ['a comment that nobody sees', 'Put the old nodes back.', 'Put the old nodes back. <!-- Or don’t. -->'],
  ['how a heading is underlined', '## Verification\n', 'Verification\n------------\n'],
  ['how a section beside the plan is underlined', '## Notes\n', 'Notes\n-----\n'],
  ['the capitals of a heading', '## Rollback plan', '## ROLLBACK PLAN'],
  [
    'text moved to another section',
    'The error ratio stays.\n\n## Rollback plan\n',
    '## Rollback plan\n\nThe error ratio stays.\n',
  ],
])('It notices %s.', (_, passage, by) => {
  expect(digestOf(edited(passage, by))).not.toBe(digestOf(FULL))
})

test.each<[string, ...Edit]>([
  ['notes', 'None.', 'See the ticket.\n\n### Later\n\nMuch.'],
  ['notes that are left out', '## Notes\n\nNone.\n', ''],
  ['how notes are headed', '## Notes', '##  NOTES ##'],
  ['an outcome', '## Notes', '## Outcome\n\nIt went well.\n\n## Notes'],
  ['a review, wherever it stands', '## Verification', '## Review\n\nHeld.\n\n## Verification'],
  ['white space at the end of a line', 'Replace one node.', 'Replace one node.  \t'],
  ['blank lines above a heading', 'Put the old nodes back.\n', 'Put the old nodes back.\n\n\n'],
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

/** Notes behind the plan, with other words in them. */
const noted = (words: string) => edited('None.\n', words)

test.each<[string, string, string]>([
  ['a link that the plan may name', '[steps]: https://a.example\n', '[steps]: https://b.example\n'],
  ['one in pieces', '[steps]:\n  /a\n', '[steps]:\n  /b\n'],
  ['one in a list', '- [steps]: /a\n', '- [steps]: /b\n'],
  ['a footnote', '[^1]: Do it.\n\n    Twice.\n', '[^1]: Do it.\n\n    Once.\n'],
  ['a part of the plan below notes', '### Verification\n\nLook.\n', '### Verification\n\nDon’t.\n'],
  [
    'text beside such a part',
    '### Verification\n\nLook.\n\n### Then\n\nA.\n',
    '### Verification\n\nLook.\n\n### Then\n\nB.\n',
  ],
])('It notices %s among the notes.', (_, one, other) => {
  expect(digestOf(noted(one))).not.toBe(digestOf(noted(other)))
})

test('A plan below notes is a plan; so is one whose notes stand in a section of it.', () => {
  const below = (step: string) =>
    FULL.replace('## Implementation plan', '## Notes\n\n### Implementation plan')
      .replace('## Verification', '### Verification')
      .replace('## Rollback plan', '### Rollback plan')
      .replace('1. Replace one node.', step)
  expect(digestOf(below('1. Replace one node.'))).not.toBe(digestOf(below('1. Drop it.')))
  const within = (step: string) =>
    FULL.replace('## Implementation plan', '# Implementation plan\n\n## Notes').replace('1. Replace one node.', step)
  expect(digestOf(within('1. Replace one node.'))).not.toBe(digestOf(within('1. Drop it.')))
})

test.each([
  ['a list', '- ## Notes\n\n  '],
  ['a quotation', '> ## Notes\n>\n> '],
  ['code', '```\n## Notes\n```\n\n'],
  ['HTML', '<details>\n## Notes\n\n</details>\n\n'],
  ['code by its indentation', 'Text.\n\n    ## Notes\n\n'],
])('A heading in %s begins no notes.', (_, before) => {
  const hidden = (step: string) => edited('The error ratio stays.', `${before}${step}`)
  expect(digestOf(hidden('Look.'))).not.toBe(digestOf(hidden('Look away.')))
})

test('Of a body that is too much to read all is the plan.', () => {
  const words = (word: string) => noted(`${'<a>'.repeat(40_000)}\n\n${word}\n`)
  expect(digestOf(words('One.'))).not.toBe(digestOf(words('Two.')))
})

test('Line ends of another system make no other plan.', () => {
  expect(digestOf(FULL.replaceAll('\n', '\r\n'))).toBe(digestOf(FULL))
})

test('The template is a part of what it permits.', () => {
  const standard = edited('type: normal', 'type: standard')
  expect(digestOf(standard)).not.toBe(digestOf(standard.replace('rotate-certificate', 'renew-certificate')))
})

test('What lies beside it belongs to the plan: a content, a name, and each file, whoever reads it.', () => {
  const others: ReadonlyMap<string, string>[] = [
    new Map(),
    new Map([['public/20260220T090000Z.md', 'shop']]),
    new Map([['public/20260221T090000Z.md', 'cart']]),
    new Map([...PUBLIC, ['public/impact.yaml', 'none']]),
    new Map([...PUBLIC, ['steps.sh', 'one']]),
    new Map([...PUBLIC, ['steps.sh', 'other']]),
    new Map([['', 'public/20260220T090000Z.md']]),
  ]
  expect(new Set([PUBLIC, ...others].map((files) => digestOf(FULL, files))).size).toBe(8)
  const both = [...PUBLIC, ['__proto__', 'a'], ['10', 'b']] satisfies [string, string][]
  expect(digestOf(FULL, new Map(both))).toBe(digestOf(FULL, new Map(both.toReversed())))
  expect(digestOf(FULL, new Map(both))).not.toBe(digestOf(FULL, new Map([...PUBLIC, ['10', 'b']])))
})

test('The key of a plan is the same whatever customers are told, and another with another file for those who do it.', () => {
  expect(keyOf(FULL)).toBe(digestOf(FULL, new Map()))
  const script = new Map([...PUBLIC, ['steps.sh', 'one']])
  expect(keyOf(FULL, script)).not.toBe(keyOf(FULL))
  expect(keyOf(FULL, script)).not.toBe(keyOf(FULL, new Map([['steps.sh', 'other']])))
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
    '{"body":["## Implementation plan\\n\\nDo it.","## Rollback plan\\n\\nUndo it."],"companions":{"/a.sh":"b5"},' +
    '"environment":"production","implementer":"ana","purpose":"feature",' +
    '"risk":{"blast_radius":3,"complexity":2,"rollback_difficulty":2,"timing":1},' +
    '"rollback":{"criteria":[{"action":"manual","comparator":">","metric":"m","threshold":1}],"max_duration":60000},' +
    '"services":["a","b"],"type":"normal","window":{"end":2000,"start":1000}}'
  const expected = createHash('sha256').update(canonical).digest('hex')
  expect(digestOf(text, new Map([['a.sh', 'b5']]))).toBe(expected)
})
