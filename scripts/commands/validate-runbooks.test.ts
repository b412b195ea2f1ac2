import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { runIn } from '../fixtures/in-process.ts'
import { writeFiles } from '../fixtures/written.ts'

let top = mkdtempSync(join(tmpdir(), 'evenkeel-runbooks-'))
afterEach(() => {
  rmSync(top, { recursive: true })
  top = mkdtempSync(join(tmpdir(), 'evenkeel-runbooks-'))
})

async function validate(files: Record<string, string>, ...flags: string[]) {
  writeFiles(top, files)
  const { code, stdout, stderr } = await runIn(top, 'validate', '--content', 'books', '--runbooks-only', ...flags)
  return { code, said: stdout + stderr }
}
const SECTIONS = '## Meaning\n\nA.\n\n## Impact\n\nB.\n\n## Diagnosis\n\nC.\n\n## Mitigation\n\nD.\n'

test.each([
  ['without front matter', SECTIONS],
  [
    "with Hugo's",
    `---\ntitle: Too slow\nweight: 20\naliases: [/old/slow/]\nseverity: 3\n---\n\n# TooSlow\n\n${SECTIONS}`,
  ],
  ['with TOML', `+++\ntitle = "Too slow"\n+++\n${SECTIONS}`],
  ['with a mark of the byte order and CRLF', `\uFEFF${SECTIONS.replaceAll('\n', '\r\n')}`],
  [
    'with shortcodes',
    SECTIONS.replace('C.', 'See [the other]({{< ref "./Other.md" >}}).\n\n{{% hint info %}}\nHi\n{{% /hint %}}'),
  ],
  ['by verbs', SECTIONS.replace('## Mitigation', '## Mitigating').replace('## Diagnosis', '## Diagnosing:')],
  ['with two in one', SECTIONS.replace('\n## Mitigation\n', '').replace('## Diagnosis', '## Diagnosis and mitigation')],
  ['of ours', `---\ntitle: T\nteam: x\nservices: [none]\n---\n${SECTIONS}`],
])('A runbook %s is taken as it is.', async (_, text) => {
  expect(await validate({ 'books/a/TooSlow.md': text, 'books/_index.md': '', 'books/README.md': 'Hi' })).toEqual({
    code: 0,
    said: '0 errors, 0 warnings in 1 file\n',
  })
  expect(readdirSync(join(top, 'books')).toSorted()).toEqual(['README.md', '_index.md', 'a'])
})

test('What is missing, empty or hidden is told where it is.', async () => {
  const { code, said } = await validate({
    'books/empty.md': `---\ntitle: T\n---\n${SECTIONS.replace('B.\n', '')}`,
    'books/hidden.md': SECTIONS.replace('C.', '```sh\nls'),
    'books/missing.md': SECTIONS.replace('## Impact', '## Who suffers'),
  })
  expect(said).toMatchInlineSnapshot(`
    "books/empty.md:8:1  error  runbook-sections
      Unexpected empty section "Impact", expected some text. Say what to do, or that there is nothing to do.

    books/hidden.md:11:1  warning  runbook-sections
      Unexpected code block that nothing ends, expected its end, \`\`\`, before \`## Mitigation\`. All below it is shown as code, headings too.

    books/missing.md:1:1  error  runbook-sections
      Missing section "Impact", expected a heading \`## Impact\`. Add \`## Impact\`.

    2 errors, 1 warning in 3 files
    "
  `)
  expect(code).toBe(1)
})

test('Front matter in a language that runs is refused, and broken YAML is told.', async () => {
  const { code, said } = await validate({
    'books/evil.md': `---js\n{title: process.exit(9)}\n---\n${SECTIONS}`,
    'books/yaml.md': `---\ntitle: [\n---\n${SECTIONS}`,
  })
  expect(said).toMatch(/^books\/evil\.md:1:1 {2}error {2}front-matter/)
  expect(said).toContain('books/yaml.md:2:8  error  yaml-syntax')
  expect(code).toBe(1)
})

test('A folder that has a folder `runbooks` is read there.', async () => {
  const { said } = await validate({ 'books/runbooks/A.md': SECTIONS, 'books/docs/how-to.md': 'No runbook.' })
  expect(said).toBe('0 errors, 0 warnings in 1 file\n')
})

test('It takes no commit.', async () => {
  expect(await validate({ 'books/A.md': SECTIONS }, '--since', 'main')).toMatchObject({ code: 2 })
})
