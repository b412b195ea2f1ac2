import { expect, test } from 'vitest'
import { lacking } from './draft.ts'
import { draftRecord } from './draft-record.ts'
import { filled, placeholdersIn, templateSections } from './draft-template.ts'
import { parseCriterion, parseRisk, parseWindow } from './draft-words.ts'
import { MINUTE, parseInstant } from '../time.ts'

const flags = (draft: Parameters<typeof lacking>[0]) => lacking(draft).map(({ flag }) => flag)
const told = { title: 'x', services: ['a'], requester: 'x', implementer: 'x', environment: 'x' }
const risk = { blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1 }

test('A normal change needs who, what, how risky, and when it is undone; its window may wait.', () => {
  expect(flags({ type: 'normal', status: 'draft', window: null })).toEqual([
    '--title',
    '--services',
    '--requester',
    '--implementer',
    '--environment',
    '--risk',
    '--rollback-max-duration',
    '--rollback-when',
  ])
})

test('From approved on it needs a window; of an emergency its start will do.', () => {
  const draft = { ...told, risk, max_duration: MINUTE, criteria: [], window: null } as const
  expect(flags({ ...draft, type: 'normal', status: 'approved' })).toContain('--window')
  expect(flags({ ...draft, type: 'emergency', status: 'in_progress', started: 0 })).not.toContain('--window')
})

test('An emergency says why it cannot wait; an outage names its incident.', () => {
  const draft = { ...told, risk, type: 'emergency', status: 'draft', window: null } as const
  expect(flags(draft)).toEqual(['--emergency-reason', '--authorised-by', '--rollback-max-duration', '--rollback-when'])
  expect(flags({ ...draft, emergency_reason: 'outage' })).toContain('--incident')
})

test('A standard change needs a template, and no rollback of its own.', () => {
  expect(flags({ ...told, risk, type: 'standard', status: 'draft', window: null })).toEqual(['--template'])
})

test.each([
  ['3,2, 2,1', risk],
  ['3,2,2', null],
  ['0,2,2,1', null],
  ['3,2,2,5', null],
  ['3,2,2,1,1', null],
])('The scores %s are read.', (text, scores) => {
  expect(parseRisk(text)).toEqual(scores ?? { error: expect.stringContaining('expected four scores from 1 to 4') })
})

test.each([
  ['2026-03-01T02:00:00+01:00/2026-03-01T04:30:00Z', '01:00', '04:30'],
  ['2026-03-01T02:00:00Z/2h30m', '02:00', '04:30'],
])('The window %s is read.', (text, start, end) => {
  const at = (time: string) => parseInstant(`2026-03-01T${time}:00Z`)
  expect(parseWindow(text)).toEqual({ start: at(start), end: at(end) })
})

test.each([
  ['2026-03-01T02:00:00Z', 'expected a start and an end'],
  ['2026-03-01T02:00:00/2h', 'without an offset'],
  ['2026-03-01T02:00:00Z/2026-03-01T02:00:00Z', 'expected a later time'],
  ['2026-03-01T02:00:00Z/0s', 'expected a later time'],
])('The window %s is refused.', (text, why) => {
  expect(parseWindow(text)).toEqual(expect.objectContaining({ error: expect.stringContaining(why) }))
})

test.each([
  ['http_error_ratio > 0.01', { metric: 'http_error_ratio', comparator: '>', threshold: 0.01, action: 'manual' }],
  ['up<1', { metric: 'up', comparator: '<', threshold: 1, action: 'manual' }],
  [
    'rate(errors_total[5m]) >= -2e3 for 5m automatic',
    { metric: 'rate(errors_total[5m])', comparator: '>=', threshold: -2000, for: 300_000, action: 'automatic' },
  ],
  ['a > 1 == 0', { metric: 'a > 1', comparator: '==', threshold: 0, action: 'manual' }],
])('The limit %s is read.', (text, criterion) => {
  expect(parseCriterion(text)).toEqual(criterion)
})

test.each(['if it gets bad', 'errors too high > 3', 'http_error_ratio > much', 'up > 1 for ever'])(
  'The limit "%s" is refused.',
  (text) => {
    expect(parseCriterion(text)).toHaveProperty('error')
  },
)

test('Sections are taken from a template without what stands around them.', () => {
  const markdown =
    'Use it often.\n\n## Implementation plan\n\n1. Do {{ what }}.\n\n### Then\n\nMore.\n\n## Notes\n\nx\n'
  const heading = (depth: number, text: string, line: number) => ({
    depth,
    text,
    filled: true,
    span: { line, column: 1, end_line: line, end_column: 9 },
  })
  const headings = [heading(2, 'Implementation plan', 12), heading(3, 'Then', 16), heading(2, 'Notes', 20)]
  expect(templateSections({ markdown, line: 10 }, { headings, links: [] })).toEqual({
    'Implementation plan': '1. Do {{ what }}.\n\n### Then\n\nMore.',
  })
})

test('Placeholders get their values, which are not read again.', () => {
  const sections = { Verification: '{{a}} and {{ b }}, {{a}}, {{}}, {{constructor}}' }
  expect(placeholdersIn(sections)).toEqual(['a', 'b', 'constructor'])
  expect(filled(sections, { a: '{{b}} $& $1', b: '2' })).toEqual({
    Verification: '{{b}} $& $1 and 2, {{b}} $& $1, {{}}, {{constructor}}',
  })
})

test('A record has its fields in the order of the contract, durations as people write them.', () => {
  const { data, body } = draftRecord(
    'CHG-2026-0451',
    { ...told, type: 'normal', status: 'draft', risk, window: null, estimated_duration: 93_780_000 },
    0,
  )
  expect(Object.keys(data)).toEqual(
    ['id', 'title', 'type', 'status', 'requester', 'implementer', 'environment', 'services', 'risk'].concat([
      'estimated_duration',
    ]),
  )
  expect(data['estimated_duration']).toBe('1d2h3m')
  expect(body.match(/^## .*$/gm)).toEqual(['## Implementation plan', '## Verification', '## Rollback plan'])
})

test('The review of an emergency is due within a week.', () => {
  const now = Number(parseInstant('2026-02-26T23:00:00Z'))
  expect(draftRecord('CHG-2026-0451', { type: 'emergency' }, now).data).toMatchObject({ review: { due: '2026-03-05' } })
})
