import { expect, test } from 'vitest'
import { broken, runbook, validating } from '../fixtures/good-content.ts'

/** The good runbook with a tree in its diagnosis, whose first line is line 17. */
const withTree = (...lines: string[]) =>
  validating(broken(runbook, 'Look at the pods.', ['```decision', ...lines, '```'].join('\n')))

const RESTART = '{answer: "no", do: Restart them}'

test('A tree whose every answer acts is in order.', () => {
  expect(
    withTree(
      'ask: Do pods restart?',
      'branches:',
      '  - answer: yes',
      '    ask: All of them?',
      '    branches:',
      '      - {answer: yes, escalate: platform}',
      '      - {answer: 1, do: Restart it, escalate: ana}',
      `  - ${RESTART}`,
    ),
  ).toBe('')
})

test.each([
  [
    'a leaf that does nothing',
    ['ask: Why?', 'branches:', `  - ${RESTART}`, '  - answer: yes'],
    `20 Unexpected answer "yes" that leads nowhere, expected \`ask\`, \`do\`, \`runbook\` or \`escalate\`.`,
  ],
  [
    'a question without answers',
    ['ask: Why?', 'branches:', '  - answer: yes', '    ask: Really?'],
    '19 Missing `branches` of "Really?", expected an answer at least.',
  ],
  [
    'two roots in a list',
    [`- {ask: A, branches: [${RESTART}]}`, `- {ask: B, branches: [${RESTART}]}`],
    '18 Unexpected second root, expected one question that all others follow from.',
  ],
  [
    'two roots in two documents',
    [`{ask: A, branches: [${RESTART}]}`, '---', `{ask: B, branches: [${RESTART}]}`],
    '17 Unexpected second root, expected one question that all others follow from.',
  ],
  [
    'a cycle by an alias',
    ['&again', 'ask: Why?', 'branches:', '  - answer: once more', '    ask: Still?', '    branches:', '      - *again'],
    null,
  ],
  [
    'an unknown key',
    ['ask: Why?', 'branches:', '  - {answer: yes, esclate: platform}'],
    '19 Unexpected key `esclate`, expected one of `answer`, `ask`, `branches`, `do`, `runbook`, `escalate`.',
  ],
  [
    'two ways on',
    ['ask: Why?', 'branches:', '  - {answer: yes, escalate: platform, runbook: payments/checkout-errors}'],
    '19 Unexpected second way on, expected one of `ask`, `runbook` and `escalate`.',
  ],
  ['what is no tree', ['just words'], '17 Unexpected decision block, expected `ask` and `branches`.'],
  [
    'a runbook that is not there',
    ['ask: Why?', 'branches:', '  - {answer: yes, runbook: payments/chekout-errors}'],
    '19 Unexpected runbook `payments/chekout-errors`, expected `payments/checkout-errors`.',
  ],
  [
    'a way back to itself',
    ['ask: Why?', 'branches:', '  - {answer: yes, runbook: payments/checkout-errors}'],
    '19 Unexpected way back to `payments/checkout-errors` itself, expected each answer to lead further.',
  ],
])('It reports %s at its line.', (_, lines, expected) => {
  const found = withTree(...lines)
  expect(found).toContain('error decision-tree runbooks/payments/checkout-errors.md:')
  if (expected !== null) expect(found.split('\n')).toContain(`error decision-tree ${runbook}:${expected}`)
})

test('A seventh question in a row is one too many.', () => {
  const nested = (depth: number): string[] =>
    depth === 0
      ? []
      : [
          `ask: Question ${8 - depth}?`,
          'branches:',
          `  - ${RESTART}`,
          ...(depth === 1 ? [] : ['  - answer: yes', ...nested(depth - 1).map((line) => `    ${line}`)]),
        ]
  expect(withTree(...nested(7))).toBe(
    `error decision-tree ${runbook}:41 Unexpected question 7 in a row, expected 6 at most.`,
  )
  expect(withTree(...nested(6).map((line) => line))).toBe('')
})

test('A slip in its YAML is reported where it is, and so is a tree within a list.', () => {
  expect(withTree('ask: Why?', 'branches: [')).toMatch(/:1[89] /)
  expect(
    validating(broken(runbook, 'Look at the pods.', '- Look:\n\n  ```decision\n  ask: Why?\n  branches: []\n  ```')),
  ).toBe(`error decision-tree ${runbook}:20 Missing \`branches\` of "Why?", expected an answer at least.`)
})

test('Two runbooks that lead to each other are a warning at both.', () => {
  const tree = (to: string) => `\`\`\`decision\nask: Ours?\nbranches: [{answer: "no", runbook: ${to}}]\n\`\`\``
  const other = 'runbooks/payments/ledger.md'
  const text = broken(runbook, 'Look at the pods.', tree('payments/ledger'))
  expect(
    validating(text, { [other]: (text[runbook] ?? '').replace('payments/ledger', 'payments/checkout-errors') }),
  ).toBe(
    [
      `warning decision-tree ${runbook}:18 Unexpected cycle: \`payments/ledger\` leads back to \`payments/checkout-errors\` in turn, expected each answer to lead further.`,
      `warning decision-tree ${other}:18 Unexpected cycle: \`payments/checkout-errors\` leads back to \`payments/ledger\` in turn, expected each answer to lead further.`,
    ].join('\n'),
  )
})

const UNSEEN = ['\\u200b', '\\u2063', '\\ufeff', '\\u3164', '\\e', ' <!-- x -->', '<!-- a --><!-- b', '  ']

test.each(UNSEEN)('%j is nothing that anybody could do, ask, find or call.', (nothing) => {
  const text = `"${nothing}"`
  const leaf = 'Unexpected answer "yes" that leads nowhere'
  for (const key of ['do', 'runbook', 'escalate'])
    expect(withTree('ask: Why?', 'branches:', `  - {answer: yes, ${key}: ${text}}`, `  - ${RESTART}`)).toContain(leaf)
  expect(withTree(`ask: ${text}`, 'branches:', `  - ${RESTART}`)).toContain('Missing `ask`')
  expect(withTree('ask: Why?', 'branches:', `  - {answer: ${text}, do: Restart them}`)).toContain('Missing `answer`')
})

test('Of runbooks that all lead to each other each is told once.', () => {
  const all = Array.from({ length: 40 }, (_, i) => `ring/r${i}`)
  const tree = (id: string) =>
    `\`\`\`decision\nask: Ours?\nbranches:\n${all
      .filter((one) => one !== id)
      .map((one) => `  - {answer: ${one}, runbook: ${one}}\n`)
      .join('')}\`\`\``
  const text = (id: string) => broken(runbook, 'Look at the pods.', tree(id))[runbook] ?? ''
  const said = validating(Object.fromEntries(all.map((id) => [`runbooks/${id}.md`, text(id)]))).split('\n')
  expect(said.filter((line) => line.includes('Unexpected cycle'))).toHaveLength(40)
})
