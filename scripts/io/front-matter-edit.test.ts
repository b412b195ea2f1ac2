import { expect, test } from 'vitest'
import { editFrontMatter } from './front-matter-edit.ts'

/** The front matter after an outcome was written into it. */
function written(yaml: string, value: Record<string, string> = { started: 'S', finished: 'F' }): string | null {
  const text = editFrontMatter(`---\n${yaml}---\nBody.\n`, [{ key: 'outcome', value, after: ['status', 'rollback'] }])
  return text === null ? null : text.slice('---\n'.length, -'---\nBody.\n'.length)
}

test.each([
  [
    'that is not there',
    'status: done\nreview: {due: x}\n',
    'status: done\noutcome: {started: S, finished: F}\nreview: {due: x}\n',
  ],
  [
    'below a map with a comment of its own',
    'rollback:\n  for: 5m\n  # more to come\n# of the review\nreview: x\n',
    'rollback:\n  for: 5m\n  # more to come\noutcome: {started: S, finished: F}\n# of the review\nreview: x\n',
  ],
  [
    'below text of several lines',
    'status: |\n  one\n\n  two\n\nreview: x\n',
    'status: |\n  one\n\n  two\noutcome: {started: S, finished: F}\n\nreview: x\n',
  ],
  ['at the end', 'id: x # no more\n', 'id: x # no more\noutcome: {started: S, finished: F}\n'],
  ['with nothing behind it', 'outcome:\nreview: x\n', 'outcome: {started: S, finished: F}\nreview: x\n'],
  ['with a comment alone', 'outcome: # none yet\n', 'outcome: {started: S, finished: F} # none yet\n'],
  ['with null', 'outcome: ~ # none yet\n', 'outcome: {started: S, finished: F} # none yet\n'],
  ['with an empty map', 'outcome: { }\n', 'outcome: {started: S, finished: F }\n'],
  ['that has begun, on one line', 'outcome: { started: A } # x\n', 'outcome: { started: S, finished: F } # x\n'],
  ['on one line that ends in a comma', 'outcome: {started: "A",}\n', 'outcome: {started: "S", finished: F,}\n'],
  [
    'in quotes, over several lines',
    'outcome: {\n  finished: \'A\', # x\n  started: "B"\n}\n',
    'outcome: {\n  finished: \'F\', # x\n  started: "S"\n}\n',
  ],
  [
    'in a block',
    'outcome:\n    # when\n    started:   A # x\n# next\nreview: y\n',
    'outcome:\n    # when\n    started:   S # x\n    finished: F\n# next\nreview: y\n',
  ],
  ['in front matter on one line', '{id: x, status: y}\n', '{id: x, status: y, outcome: {started: S, finished: F}}\n'],
])('It writes an outcome %s.', (_, yaml, expected) => {
  expect(written(yaml)).toBe(expected)
})

test('It keeps quotes, spaces and comments of a plain value, and all other lines.', () => {
  const text = '---\n# mine\nid:  "a"\nstatus:   \'old\'   # was: new\nlist: [ 1,2 ]\n---\n\n status: old\n---\n'
  expect(editFrontMatter(text, [{ key: 'status', value: 'new' }])).toBe(text.replace("'old'", "'new'"))
})

test('A value that is folded over lines becomes plain.', () => {
  expect(editFrontMatter('---\nstatus: >-\n  old\nid: a\n---\n', [{ key: 'status', value: 'new' }])).toBe(
    '---\nstatus: new\nid: a\n---\n',
  )
})

test('Several keys are written at once.', () => {
  const edits = [
    { key: 'status', value: 'new' },
    { key: 'outcome', value: { started: 'S' }, after: ['status'] },
  ]
  expect(editFrontMatter('---\nstatus: old\nid: a\n---\n', edits)).toBe(
    '---\nstatus: new\noutcome: {started: S}\nid: a\n---\n',
  )
})

test.each([
  ['a value that others repeat by an alias', 'status: &s old\ntitle: *s\n'],
  ['front matter that cannot be read', 'status: [old\n'],
  ['a key that stands twice', 'status: old\nstatus: old\n'],
  ['a list', '- status\n'],
])('It leaves %s alone.', (_, yaml) => {
  expect(editFrontMatter(`---\n${yaml}---\n`, [{ key: 'status', value: 'new' }])).toBeNull()
})

test.each([
  ['old', '"a: {b"', 'a: {b'],
  ['old', '"true"', 'true'],
  ["'old'", "'it''s'", "it's"],
  ['"old"', String.raw`"say \"no\""`, 'say "no"'],
])('In place of %s it writes %s, which is read as the text that was meant.', (was, expected, value) => {
  expect(editFrontMatter(`---\nstatus: ${was}\n---\n`, [{ key: 'status', value }])).toBe(
    `---\nstatus: ${expected}\n---\n`,
  )
})

const listed = (yaml: string, value: string[] | null = ['A b', 'it: is', '- c']): string | null =>
  editFrontMatter(`---\n${yaml}---\nBody.\n`, [{ key: 'alerts', value, after: ['id'] }])

test.each([
  ['that is not there', 'id: x # mine\nroles: y\n', 'id: x # mine\nalerts: [A b, "it: is", "- c"]\nroles: y\n'],
  ['on one line', 'alerts: [ Old ] # fired\nid: x\n', 'alerts: [A b, "it: is", "- c"] # fired\nid: x\n'],
])('It writes a list %s.', (_, yaml, expected) => {
  expect(listed(yaml)).toBe(`---\n${expected}---\nBody.\n`)
})

test('A key goes with its line, and no other does.', () => {
  expect(listed('id: x\nalerts: [A] # fired\n# of the roles\nroles: y\n', null)).toBe(
    '---\nid: x\n# of the roles\nroles: y\n---\nBody.\n',
  )
  expect(listed('alerts:\n  - A\n  - B\nid: x\n', null)).toBe('---\nid: x\n---\nBody.\n')
  expect(listed('id: x\n', null)).toBe('---\nid: x\n---\nBody.\n')
  expect(listed('{id: x, alerts: [A]}\n', null)).toBeNull()
})
