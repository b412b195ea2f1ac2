import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { runbookText, type TextOptions } from './text.ts'

const OPTIONS: TextOptions = {
  link: () => null,
  placeholders: {},
  tryOut: (query) => `https://prom.example/graph?q=${encodeURIComponent(query)}`,
  exits: {
    runbook: (id) => ({ title: `The runbook ${id}`, href: `/runbooks/${id}/` }),
    person: (who) => ({ name: who, href: '#ev:call' }),
  },
}

const shown = (markdown: string, options: Partial<TextOptions> = {}) =>
  new Map(
    runbookText(markdown, { ...OPTIONS, ...options }).map(
      ({ name, html }) => [name, new JSDOM(html).window.document.body] as const,
    ),
  )
const diagnosis = (text: string, options: Partial<TextOptions> = {}) => {
  const body = shown(`## Diagnosis\n\n${text}\n`, options).get('Diagnosis')
  if (!body) throw new Error('There is no diagnosis.')
  return body
}
const words = (element: Element | null | undefined) => element?.textContent?.replaceAll(/\s+/g, ' ').trim()

test('A text is cut at its sections, whatever they are called, and what else is as high.', () => {
  const sections = runbookText(
    'Intro.\n\n# Meaning\n\nA\n\n# Impact\n\n# Diagnosing:\n\n## 1. Look\n\n# Notes\n\nB\n',
    OPTIONS,
  )
  expect(sections.map(({ name, heading, steps }) => [name, heading, steps.map((step) => step.words)])).toEqual([
    ['', '', []],
    ['Summary', 'Meaning', []],
    ['Impact', 'Impact', []],
    ['Diagnosis', 'Diagnosing:', ['1 Look']],
    ['Notes', 'Notes', []],
  ])
})

test('A command says what it does, and in what it is written.', () => {
  const body = diagnosis('```sh\nkubectl get pods\n```\n\n```sql\nupdate x set y = 1\n```\n\n```sh\n./look.sh\n```')
  expect(
    [...body.querySelectorAll('.cmd')].map((box) => [box.className, words(box.querySelector('.cmd-foot'))]),
  ).toEqual([
    ['cmd', 'Reads onlyShellCopy'],
    ['cmd changes', 'Changes productionSQLCopy'],
    ['cmd', 'ShellCopy'],
  ])
})

test('What is copied is what is seen: signs that nobody sees stand there by their names.', () => {
  const [box, plain] = diagnosis(
    '```sh\nls \u202Edelete\u202C\u200B x\n```\n\n```text\na\u2066b\n```',
  ).querySelectorAll('.cmd code')
  expect(words(box)).toBe('ls [U+202E]delete[U+202C][U+200B] x')
  expect(words(plain)).toBe('a[U+2066]b')
})

test('In the mitigation a command that nobody knows may change production.', () => {
  const body = shown('## Mitigation\n\n```sh\n./mend.sh\n```\n').get('Mitigation')
  expect(words(body?.querySelector('.cmd.changes .what'))).toBe('May change production')
})

test('A dry run and the real thing stand apart, so that nobody copies both.', () => {
  const body = shown('## Mitigation\n\n```sh\nsettle --dry-run\nsettle now\n```\n').get('Mitigation')
  expect([...(body?.querySelectorAll('.cmd code') ?? [])].map(words)).toEqual(['settle --dry-run', 'settle now'])
})

test('A query can be tried out, output is shown as it is.', () => {
  const body = diagnosis('```promql\nsum(up)\n```\n\n```text\nNAME\n```')
  expect(body.querySelector('.cmd-foot a')?.getAttribute('href')).toBe('https://prom.example/graph?q=sum(up)')
  expect(words(body.querySelectorAll('.cmd')[1])).toBe('NAME textCopy'.replace(' ', ''))
})

test('Results become two columns, where each of a list says what it means.', () => {
  const body = diagnosis('- `bank_timeout`: one bank.\n- bad_signature → fetch the keys\n')
  expect(
    [...body.querySelectorAll('dl.goes > div')].map((row) => [
      words(row.querySelector('dt')),
      words(row.querySelector('dd')),
    ]),
  ).toEqual([
    ['bank_timeout', 'one bank.'],
    ['bad_signature', 'fetch the keys'],
  ])
  expect(diagnosis('- one: a\n- just words\n').querySelector('dl')).toBeNull()
  expect(diagnosis('- at 12:30 or `http://x`\n').querySelector('dl')).toBeNull()
})

test('Steps and headings that are named become links; other quotes and numbers do not.', () => {
  const text = [
    '### 1. Look\n\nGo to step 2, or step 9. Mitigation, "End `x`" or "Restart them" or "nothing".',
    '### 2. Ask\n\n`step 1` and [step 1](https://x.example)',
    '\n## Mitigation\n\n### Restart them\n\nSee step 1.',
  ].join('\n\n')
  const sections = shown(`## Diagnosis\n\n${text}\n`)
  expect(
    [...(sections.get('Diagnosis')?.querySelectorAll('a[href^="#"]') ?? [])].map((a) => [
      a.textContent,
      a.getAttribute('href'),
    ]),
  ).toEqual([
    ['step 2', '#2-ask'],
    ['Restart them', '#restart-them'],
  ])
  expect(sections.get('Mitigation')?.querySelector('a')?.getAttribute('href')).toBe('#1-look')
})

test('A placeholder shows its value, or its name where there is none, and is asked for once.', () => {
  const body = diagnosis('```sh\nkubectl -n <NAMESPACE> get $POD\n```\n\n```sh\necho NAMESPACE\n```', {
    placeholders: { NAMESPACE: 'shop', POD: '' },
  })
  expect([...body.querySelectorAll('code')].map(words)).toEqual(['kubectl -n shop get POD', 'echo shop'])
  expect([...body.querySelectorAll('input')].map((input) => input.getAttribute('data-fills'))).toEqual([
    'NAMESPACE',
    'POD',
  ])
})

test('A command within a line is filled in, too, and asks before it stands; the name alone stays one.', () => {
  const body = diagnosis(
    'Look by `kubectl -n $NAMESPACE get <POD>`, in `NAMESPACE` or `<POD>`.\n\n- and `echo {{POD}}`\n\nExpected: `get NAMESPACE` says so.',
    { placeholders: { NAMESPACE: 'shop', POD: '' } },
  )
  expect([...body.querySelectorAll('code')].map(words)).toEqual([
    'kubectl -n shop get POD',
    'NAMESPACE',
    '<POD>',
    'echo POD',
    'get shop',
  ])
  expect([...body.querySelectorAll('code mark')].map((mark) => mark.getAttribute('data-name'))).toEqual([
    'NAMESPACE',
    'POD',
    'POD',
    'NAMESPACE',
  ])
  expect(body.firstElementChild?.className).toBe('fill')
  expect([...body.querySelectorAll('input')].map((input) => input.getAttribute('data-fills'))).toEqual([
    'NAMESPACE',
    'POD',
  ])
})

test('A block of comments alone says nothing, in the mitigation either.', () => {
  const body = shown('## Mitigation\n\n```sh\n# TODO: Command needed\n```\n').get('Mitigation')
  expect(words(body?.querySelector('.cmd-foot'))).toBe('ShellCopy')
  expect(body?.querySelector('.changes')).toBeNull()
})

test('What a command does is said of it with the values that it is copied with.', () => {
  const body = diagnosis('```sh\nkubectl get <POD>\n```', { placeholders: { POD: 'x; kubectl delete ns shop' } })
  expect(words(body.querySelector('.what'))).toBe('Changes production')
  const safe = diagnosis('```sh\nkubectl get <POD>\n```', { placeholders: { POD: 'web-1' } })
  expect(words(safe.querySelector('.cmd-foot'))).toBe('Reads onlyShellCopy')
})

const TREE = `\`\`\`decision
ask: Do pods restart?
branches:
  - answer: yes
    ask: All of them?
    branches:
      - {answer: "yes", do: Restart them}
      - {answer: "no", escalate: ana}
  - {answer: "no", do: Wait, runbook: core/other}
\`\`\``

test('A tree is walked by anchors: each answer leads on, and back.', () => {
  const body = diagnosis(`${TREE}\n\n## Mitigation\n\n### Restart them\n`)
  const hrefs = [...body.querySelectorAll('.tree > .question a')].map((a) => [a.textContent, a.getAttribute('href')])
  const [root, inner] = [...body.querySelectorAll('.question')].map(({ id }) => id)
  expect(hrefs).toEqual([
    ['yes', `#${inner}`],
    ['One question back', `#${root}`],
    ['Restart them', '#restart-them'],
    ['ana', '#ev:call'],
    ['The runbook core/other', '/runbooks/core/other/'],
  ])
  expect([...body.querySelectorAll('svg text')].map(words)).toEqual(
    expect.arrayContaining(['Do pods restart?', 'All of them?', 'Restart them', 'escalate to ana']),
  )
})

test('A block that is no tree is shown as it is written.', () => {
  expect(words(diagnosis('```decision\nask: Why?\n```').querySelector('.cmd code'))).toBe('ask: Why?')
})

test('What strangers write stays text, in commands, trees and results.', () => {
  const bad = '<img src=x onerror=alert(1)>'
  const body = diagnosis(
    `\`\`\`sh\n${bad}\n\`\`\`\n\n- ${bad}x: ${bad}\n\n\`\`\`decision\nask: "${bad}"\nbranches: [{answer: "${bad}", do: "${bad}"}]\n\`\`\``,
    { placeholders: { A: bad } },
  )
  expect(body.querySelectorAll('img, script').length).toBe(0)
})

test.each([
  ['nothing but headings', '## A\n'.repeat(20_000)],
  ['300 kB of words', `## Diagnosis\n\n${'Look at the pods. '.repeat(17_000)}`],
  ['tabs and CRLF', '## Diagnosis\r\n\r\n\t- a:\tb\r\n\r\n```sh\r\n\tkubectl get pods\r\n```\r\n'],
  ['nothing', ''],
])('%s is shown, in a moment.', (_, markdown) => {
  const from = performance.now()
  const sections = runbookText(markdown, OPTIONS)
  expect(performance.now() - from).toBeLessThan(5000)
  expect(sections.map(({ html }) => html).join('')).not.toContain('undefined')
})

test('A text that is too much work to read keeps its sections, commands and trees; nothing in it becomes HTML.', () => {
  const heavy = 'a_**'.repeat(5000)
  const text = [
    '## Impact',
    'Nobody can <b>pay</b>. <script>alert(1)</script>',
    heavy,
    '## Diagnosis',
    '### 1. Look',
    '',
    '- One:',
    '',
    '  ```sh',
    '  kubectl get pods |',
    '    grep <NS>',
    '  ```',
    '',
    '```decision',
    'ask: Do pods restart?',
    'branches: [{answer: "yes", escalate: ana}, {answer: "no", do: Wait}]',
    '```',
    '## Mitigation',
    'As in step 1.',
    '~~~',
    '## in a block that nobody closes',
  ].join('\n')
  const sections = shown(text)
  expect([...sections.keys()]).toEqual(['Impact', 'Diagnosis', 'Mitigation'])
  expect(sections.get('Impact')?.querySelector('b, script')).toBeNull()
  expect(words(sections.get('Impact'))).toContain('<script>alert(1)</script>')
  expect(sections.get('Diagnosis')?.querySelector('h3')?.id).toBe('1-look')
  expect(sections.get('Diagnosis')?.querySelector('pre')?.textContent).toBe('kubectl get pods |\n  grep <NS>')
  expect(words(sections.get('Diagnosis'))).toContain('escalate to ana')
  expect(sections.get('Mitigation')?.querySelector('a')?.getAttribute('href')).toBe('#1-look')
  expect(sections.get('Mitigation')?.querySelector('pre')?.textContent).toContain('## in a block')
})

test('A text of more blocks than anybody reads is one, every word of it.', () => {
  const text = `## Diagnosis\n\n${'a_**'.repeat(5000)}\n\n${'x\n\n'.repeat(5000)}end`
  const [section] = runbookText(text, OPTIONS)
  expect(new JSDOM(section?.html).window.document.querySelector('pre')?.textContent).toBe(text)
})

test.each([
  ['# Too slow\n\n## Impact\n\nA\n', ['Impact']],
  ['# Another title\n\n## Impact\n\nA\n', ['Impact']],
  ['# Too Slow\n\nIntro.\n\n## Impact\n\nA\n', ['', 'Impact']],
  ['# Before you begin\n\nBreathe.\n\n## Impact\n\nA\n', ['Before you begin', 'Impact']],
  ['# Impact\n\n# Diagnosis\n\nA\n', ['Impact', 'Diagnosis']],
  ['## Notes\n\n## Impact\n\nA\n', ['Notes', 'Impact']],
])('The title of a document is no section that stands empty: %j.', (text, headings) => {
  const sections = runbookText(text, { ...OPTIONS, title: 'Too slow' })
  expect(sections.map(({ heading }) => heading)).toEqual(headings)
  if (text.includes('Intro')) expect(sections[0]?.html).toContain('Intro.')
})

test.each([
  ['an answer that leads nowhere', '{answer: "bad"}', 'bad'],
  ['a key with a slip', '{answer: "bad", doo: x}', 'bad'],
  ['a key that hides where it leads', '{answer: "bad", do: wait, runbok: other}', 'bad'],
  ['an answer without words', '{do: wait}', 'An answer that can’t be read'],
  ['two ways on', '{answer: "bad", runbook: a, escalate: b}', 'bad'],
  ['a word alone', 'just words', 'An answer that can’t be read'],
  ['a question without answers', '{answer: "bad", ask: "Why?", branches: []}', 'bad'],
])('Of a tree with %s the other answers are drawn, and the mistake is told where it stands.', (_, bad, answer) => {
  const tree = `ask: Up?\nbranches:\n  - {answer: "yes", do: restart}\n  - ${bad}\n  - {answer: "no", escalate: core}`
  const found = diagnosis(`\`\`\`decision\n${tree}\n\`\`\``)
  const drawn = words(found.querySelector('.tree'))
  for (const word of ['Up?', 'yes', 'restart', 'no', answer, 'Something is wrong here in the tree'])
    expect(drawn).toContain(word)
  expect(words(found)).toContain('Something is wrong in this tree, and a part of it may be missing above.')
  expect(found.querySelector('.plain-code code')?.textContent).toBe(tree)
})
