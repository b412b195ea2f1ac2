import { expect, test } from 'vitest'
import { findingsIn, GOOD, incident, lastUpdate } from '../fixtures/good-content.ts'

const saying = (text: string, more: Record<string, string> = {}) =>
  findingsIn({ ...more, [lastUpdate]: `---\nstate: resolved\n---\n${text}` }).map(
    ({ line, column, severity, rule, message, help }) => `${line}:${column} ${severity} ${rule} ${message} ${help}`,
  )

test('An update without a text is told so, and one that only keeps the place of a text.', () => {
  expect(saying('')).toMatchInlineSnapshot(`
    [
      "2:8 warning update-text Missing text, expected what customers notice and what is being done. Write it below the closing \`---\`; as it is customers read "resolved" and no word more.",
    ]
  `)
  expect(saying('\n<!-- what happened? -->\n')).toHaveLength(1)
  expect(saying('TODO\n')).toMatchInlineSnapshot(`
    [
      "2:8 warning update-text Unexpected text \`TODO\`, which says nothing, expected what customers notice and what is being done. Write it below the closing \`---\`; as it is customers read "resolved" and no word more.",
    ]
  `)
  expect(saying('{{what customers notice}}\n')).toHaveLength(1)
})

test('A short word is a text, and of what was imported nobody remembers more.', () => {
  for (const text of [
    'Fixed.',
    'Resolved.',
    'All good again',
    'Done.',
    'OK',
    '障害は解消しました。',
    '- Payments work',
  ])
    expect(saying(text), text).toEqual([])
  const imported = (GOOD[incident] ?? '').replace('\nseverity', '\nsource: {kind: statuspage, id: x}\nseverity')
  expect(saying('', { [incident]: imported })).toEqual([])
})
