import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readYaml } from '#io/yaml-reader'
import { PROJECT } from '../fixtures/places.ts'

/*
 * What somebody writes into a title, a branch's name or a payload is put into a workflow before a shell reads it, so that
 * `$(…)` in it runs. So a command has no `${{ … }}` at all: such texts come by the environment or by the event's file.
 */

type Json = Record<string, unknown>
const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The keys under which a step has text that is run; `script` is that of actions/github-script. */
const RUN: ReadonlySet<string> = new Set(['run', 'shell', 'script', 'working-directory', 'entrypoint', 'args'])
/** Expressions that hold what anybody may have written. */
const OUTSIDE =
  /\$\{\{[^}]*\b(?:github\s*\.\s*(?:event|head_ref|ref_name)|github\s*\[|inputs\b|client_payload|toJSON\s*\(\s*github\b)/i

/** What is wrong with the steps of a workflow, by the path of each. */
function wrongIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, n) => wrongIn(one, `${path}[${n}]`))
  if (!isMap(value)) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const at = `${path}.${key}`
    if (RUN.has(key) && typeof part === 'string') {
      const isPut = part.includes('${{') ? [`${at}: an expression in a command`] : []
      const sets = /GITHUB_(?:ENV|PATH)\b|::(?:set-env|add-path|set-output|save-state)/.test(part)
      return [...isPut, ...(sets ? [`${at}: sets what later steps run with`] : [])]
    }
    if (key === 'uses' && typeof part === 'string' && !/^(?:\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40}$)/.test(part))
      return [`${at}: ${part} isn't pinned`]
    return wrongIn(part, at)
  })
}

/** Events that somebody else's commits bring, or that run with secrets upon them. */
const OF_OTHERS = ['pull_request', 'pull_request_target', 'pull_request_review', 'merge_group']

/** What is wrong with who may do what. */
function wrongRights(workflow: Json): string[] {
  const on = isMap(workflow['on']) ? Object.keys(workflow['on']) : [workflow['on']].flat().map(String)
  const jobs = isMap(workflow['jobs']) ? Object.entries(workflow['jobs']) : []
  const byOthers = on.some((event) => OF_OTHERS.includes(event))
  return [
    ...(on.includes('pull_request_target') ? ['pull_request_target runs with secrets upon what others wrote'] : []),
    ...(isMap(workflow['permissions']) && !Object.values(workflow['permissions']).includes('write')
      ? []
      : ['all jobs may write, or whatever the repository grants']),
    ...jobs.flatMap(([name, job]) => {
      const text = JSON.stringify(job)
      return [
        ...(byOthers && /\bsecrets\b(?!\.GITHUB_TOKEN)/.test(text) ? [`${name}: a pull request reaches a secret`] : []),
        ...(/secrets\s*:\s*"?inherit|toJSON\(secrets\)|"secrets":"inherit"/.test(text)
          ? [`${name}: all secrets at once`]
          : []),
      ]
    }),
  ]
}

const parsed = (text: string): unknown => readYaml('workflow.yml', text).data[0]

const FILES = globSync(
  [
    '.github/{workflows,actions/*}/*.{yml,yaml}',
    'scripts/commands/init/template/github/{workflows,actions/*}/*.{yml,yaml}',
  ],
  { cwd: PROJECT },
).map((file) => ({ file, text: readFileSync(join(PROJECT, file), 'utf8') }))
/** Those that somebody copies from the guides, as far as they have steps. */
const QUOTED = globSync('docs/*.md', { cwd: PROJECT }).flatMap((file) =>
  [...readFileSync(join(PROJECT, file), 'utf8').matchAll(/^```ya?ml\n([^]*?)^```/gm)]
    .map(([, text = '']) => ({ file, text }))
    .filter(({ text }) => /^\s*(?:- )?(?:run|uses):/m.test(text)),
)

test('There are workflows to look at.', () => {
  expect(FILES.length).toBeGreaterThan(15)
})

test.each([...FILES, ...QUOTED])('$file puts nothing into a command, and pins what it calls.', ({ text }) => {
  expect(wrongIn(parsed(text))).toEqual([])
})

test.each(FILES.filter(({ file }) => file.includes('/workflows/')))(
  '$file lets no pull request reach more.',
  ({ text }) => {
    expect(wrongRights(parsed(text) as Json)).toEqual([])
  },
)

test.each(FILES)('$file hands what others wrote to no action but as a commit or an address.', ({ text }) => {
  const lines = text.split('\n').filter((line) => OUTSIDE.test(line))
  expect(lines.filter((line) => !/^\s+(?:ref|BASE|SITE|key|restore-keys|cancel-in-progress): /.test(line))).toEqual([])
})

test.each([
  ['a title in a command', 'jobs: {a: {steps: [{run: "echo ${{ github.event.issue.title }}"}]}}'],
  ['an input in a command', 'jobs: {a: {steps: [{run: "echo ${{inputs.text}}"}]}}'],
  [
    'a payload in a script',
    'jobs: {a: {steps: [{uses: actions/github-script@0123456789012345678901234567890123456789, with: {script: "${{ github.event.client_payload.x }}"}}]}}',
  ],
  [
    'an expression in several lines',
    'jobs:\n  a:\n    steps:\n      - run: |\n          set -e\n          echo "${{\n            github.event.comment.body }}"\n',
  ],
  ['what later steps run with', 'jobs: {a: {steps: [{run: "echo X=$T >> $GITHUB_ENV"}]}}'],
  ['a tag', 'jobs: {a: {steps: [{uses: actions/checkout@v5}]}}'],
])('%s is found.', (_, text) => {
  expect(wrongIn(parsed(text))).toHaveLength(1)
})

test.each([
  ['rights that the repository grants', 'on: push\njobs: {}'],
  ['rights to write for all jobs', 'on: push\npermissions: {contents: write}\njobs: {}'],
  ['the target of a pull request', 'on: {pull_request_target: }\npermissions: {}\njobs: {}'],
  [
    'a secret in a pull request',
    'on: [pull_request]\npermissions: {}\njobs: {a: {steps: [{env: {K: "${{ secrets.KEY }}"}}]}}',
  ],
  ['all secrets', 'on: push\npermissions: {}\njobs: {a: {uses: ./x.yml, secrets: inherit}}'],
])('%s is found.', (_, text) => {
  expect(wrongRights(parsed(text) as Json)).toHaveLength(1)
})
