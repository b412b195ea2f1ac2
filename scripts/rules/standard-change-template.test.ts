import { expect, test } from 'vitest'
import { broken, GOOD, standardChange, validating } from '../fixtures/good-content.ts'

test('A standard change without a template is reported.', () => {
  expect(validating(broken(standardChange, 'template: rotate-certificate\n', ''))).toMatchInlineSnapshot(
    `"error standard-change-template changes/2026/CHG-2026-0002-certificate.md:2 Missing \`template\`, expected the change template that a standard change follows."`,
  )
})

test('A standard change keeps to the services of its template.', () => {
  expect(validating(broken(standardChange, 'services: [checkout]', 'services: [checkout, ledger-store]')))
    .toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:9 Unexpected service \`ledger-store\`, expected one of its template: checkout.
      ↳ change-templates/rotate-certificate.md:3 The template says so here."
  `)
})

test('A standard change has no higher score than its template.', () => {
  expect(validating(broken(standardChange, 'timing: 1', 'timing: 2'))).toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:11 Unexpected timing of 2, expected at most 1 as in its template.
      ↳ change-templates/rotate-certificate.md:4 The template says so here."
  `)
})

/** The standard change imported, over or not. */
const imported = (status: string) =>
  Object.fromEntries(
    Object.entries(broken(standardChange, 'template: rotate-certificate\n', 'source: {kind: statuspage}\n')).map(
      ([file, text]) => [file, text.replace('status: proposed', `status: ${status}`)],
    ),
  )

test('An imported standard change needs no template once it is over.', () => {
  expect(validating(imported('rejected'))).toBe('')
  expect(validating(imported('proposed'))).toContain('Missing `template`')
})

const template = 'change-templates/rotate-certificate.md'
const TEXT =
  '## Implementation plan\n\n1. Issue it for {{name}}.\n2. Install it: `install {{name}}`.\n\n## Rollback plan\n\n1. The old one.\n'
const PLANNED =
  '## Implementation plan\n\n1. Issue it for shop.example.\n2. Install it: `install shop.example`.\n\n## Rollback plan\n\n1. The old one.\n'
const HEAD = (GOOD[template] ?? '').replace(/^## .*/ms, '')

/** The standard change with a text, approved unless it is said otherwise, after its template has `TEXT`. */
function saying(text: string, fields = '', from = HEAD): string {
  const written = (GOOD[standardChange] ?? '')
    .replace('status: proposed', 'status: approved\nwindow: {start: 2026-12-01T02:00:00Z, end: 2026-12-01T03:00:00Z}')
    .replace(/---\n$/, `${fields}---\n${text}`)
  return validating({ [template]: from + TEXT, [standardChange]: written })
}

test('Its text is the template’s with the placeholders filled in, in whatever form headings are written.', () => {
  expect(saying(PLANNED)).toBe('')
  expect(saying(PLANNED.replace('## Rollback plan', '## Backout plan:').replaceAll('\n', '\r\n'))).toBe('')
  expect(saying(`${PLANNED}\n## Notes\n\nThe old one ends on Friday.\n`)).toBe('')
})

test('A section without placeholders may be left to the template; one with them has to be filled in.', () => {
  expect(saying(PLANNED.replace(/## Rollback.*/s, ''))).toBe('')
  expect(saying('## Rollback plan\n\n1. The old one.\n')).toContain(
    'error standard-change-template changes/2026/CHG-2026-0002-certificate.md:11 Missing section "Implementation plan", expected the template’s with its placeholders filled in.',
  )
})

test('Another step is an error on its line.', () => {
  expect(saying(PLANNED.replace('\n\n## Rollback', '\n3. Drop the database.\n\n## Rollback'))).toBe(
    [
      'error standard-change-template changes/2026/CHG-2026-0002-certificate.md:18 Unexpected text in "Implementation plan", expected its end, as in its template.',
      '  ↳ change-templates/rotate-certificate.md:6 The template says so here.',
    ].join('\n'),
  )
})

test.each([
  ['another section', `${PLANNED}\n## Before that\n\n1. Drop it.\n`, 'Unexpected section "Before that"'],
  ['a section twice', `${PLANNED}\n## Implementation\n\n1. Drop it.\n`, 'Unexpected section "Implementation"'],
  ['a section of its own', `${PLANNED}\n## Verification\n\n1. Drop it.\n`, 'Unexpected section "Verification"'],
  ['words before it', `First drop it.\n\n${PLANNED}`, 'Unexpected text before the first section'],
  ['a comment before it', `<!--\n-->\n${PLANNED}`, 'Unexpected text before the first section'],
  [
    'a comment around a step',
    PLANNED.replace('2. Install', '<!-- 2. Install'),
    'Unexpected text in "Implementation plan"',
  ],
  ['a definition', `${PLANNED}\n## Notes\n\n[it]: https://evil.example\n`, 'Unexpected definition'],
  ['a definition in a quotation', `${PLANNED}\n## Notes\n\n> [it]: https://evil.example\n`, 'Unexpected definition'],
  ['an option for a name', PLANNED.replace('install shop.example', 'install --all'), 'expected a value for `{{name}}`'],
  ['a placeholder', TEXT, 'expected a value for `{{name}}`'],
  ['an empty section', PLANNED.replace('1. The old one.', ''), 'Unexpected end of "Rollback plan"'],
])('An approved one may not have %s.', (_, text, told) => {
  expect(saying(text)).toContain(`Unexpected`)
  expect(saying(text)).toContain(told)
})

test('Until it is approved a placeholder may still stand there; once it is over its text is what was done.', () => {
  const at = (status: string, text: string) =>
    validating({
      [template]: HEAD + TEXT,
      [standardChange]: (GOOD[standardChange] ?? '').replace('status: proposed', `status: ${status}`) + text,
    })
  expect(at('proposed', TEXT)).toBe('')
  expect(at('proposed', 'Drop it.\n')).toContain('Unexpected text before the first section')
  expect(at('cancelled', 'Drop it.\n')).toBe('')
})

test('It takes no longer than its template; a window that is far longer is pointed out.', () => {
  const from = HEAD.replace('title:', 'estimated_duration: 10m\ntitle:')
  expect(saying(PLANNED, 'estimated_duration: 10m\n', from)).toBe('')
  expect(saying(PLANNED, 'estimated_duration: 7d\n', from)).toContain(
    'Unexpected duration of 7d, expected at most 10m as in its template.',
  )
  const long = saying(PLANNED, '', from.replace('10m', '3h'))
  expect(long).toBe('')
  const written = (GOOD[standardChange] ?? '').replace(
    '---\n',
    '---\nwindow: {start: 2026-12-01T02:00:00Z, end: 2026-12-01T10:00:01Z}\n',
  )
  expect(validating({ [template]: from + TEXT, [standardChange]: written })).toContain(
    'warning standard-change-template changes/2026/CHG-2026-0002-certificate.md:2 Unexpected window of 8h 1s for work of 10m, expected a few hours.',
  )
})
