import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { broken, GOOD, runbook } from '../../fixtures/good-content.ts'
import { runIn } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-alerts-'))
afterAll(() => rmSync(top, { recursive: true }))

function put(path: string, text: string) {
  mkdirSync(dirname(join(top, path)), { recursive: true })
  writeFileSync(join(top, path), text)
}
const alerts = (...flags: string[]) => runIn(top, 'alerts', ...flags)

const RULES = 'groups:\n  - name: shop\n    rules:\n      - {alert: ShopDown, expr: up == 0}\n'
const MANIFEST = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: node}
spec:
  groups:
    - name: node
      rules:
        - {alert: NodeDown, expr: up == 0}
        - {alert: DiskFull, expr: free < 1}
`
put('rules/shop.yaml', RULES)
put('rules/node.yaml', MANIFEST)
put('books/node/NodeDown.md', '# NodeDown\n\n## Meaning\n\nIt is down.\n')
put('books/disk/DiskGone.md', '---\nweight: 20\n---\n## Meaning\n\nIt is gone.\n')
put('books/_index.md', '---\ntitle: Contents\n---\n')
const FILES = ['--rules', 'rules/shop.yaml', 'rules/node.yaml', '--runbooks', 'books']

for (const [path, text] of Object.entries({
  ...GOOD,
  ...broken(runbook, 'team: platform\n---', 'team: platform\nalerts: [ShopDown]\n---'),
  'alerts/shop.yaml': RULES,
}))
  put(`content/${path}`, text)

test('Rules and runbooks of elsewhere are compared both ways, without any content.', async () => {
  const { code, stdout } = await alerts(...FILES, '--content', 'nowhere', '--format', 'json')
  expect(JSON.parse(stdout)).toEqual({
    resolve: ['NodeDown'],
    dangle: ['DiskFull', 'ShopDown'],
    orphans: ['disk/DiskGone'],
  })
  expect(code).toBe(0)
})

test('For people every alert without a runbook says where it is fired.', async () => {
  const { code, stdout } = await alerts(...FILES)
  expect(stdout).toMatchInlineSnapshot(`
    "rules/node.yaml:9:19  warning  alert-has-runbook
      Unexpected alert "DiskFull" without a runbook, expected one that names it. Add it to the \`alerts\` of the runbook that says what to do, or write one with \`new runbook\`.

    rules/shop.yaml:4:17  warning  alert-has-runbook
      Unexpected alert "ShopDown" without a runbook, expected one that names it. Add it to the \`alerts\` of the runbook that says what to do, or write one with \`new runbook\`.

    Runbooks that no alert leads to:
      books/disk/DiskGone.md

    1 of 3 alerts leads to a runbook, 2 don't; 1 of 2 runbooks has no alert
    "
  `)
  expect(code).toBe(0)
})

test("Without flags it is the content's, and one half of it where one is named.", async () => {
  const json = async (...flags: string[]) =>
    JSON.parse((await alerts('--format', 'json', ...flags)).stdout) as Record<string, string[]>
  expect(await json()).toEqual({ resolve: ['ShopDown'], dangle: [], orphans: [] })
  expect(await json('--runbooks', 'books')).toEqual({
    resolve: [],
    dangle: ['ShopDown'],
    orphans: ['disk/DiskGone', 'node/NodeDown'],
  })
  expect(await json('--rules', 'rules/node.yaml')).toEqual({
    resolve: [],
    dangle: ['DiskFull', 'NodeDown'],
    orphans: ['payments/checkout-errors'],
  })
})

test.each([
  ['is not there', 'rules/none.yaml', 'rules/none.yaml:1:1  error  file-readable'],
  ['is no rule file', 'content/site.yaml', 'content/site.yaml:1:1  error  schema'],
  ['is no YAML', 'broken.yaml', 'broken.yaml:1:9  error  yaml-syntax'],
])('A file of rules that %s is an error, and the others are told.', async (_, file, place) => {
  put('broken.yaml', 'groups: [')
  const { code, stdout, stderr } = await alerts('--rules', file, 'rules/node.yaml', '--runbooks', 'books')
  expect(stderr).toContain(place)
  expect(stdout).toContain('1 of 2 alerts leads to a runbook')
  expect(code).toBe(1)
})

test('A folder of runbooks that is not there is wrong usage.', async () => {
  expect(await alerts('--rules', 'rules/node.yaml', '--runbooks', 'none')).toMatchObject({
    code: 2,
    stderr: 'No folder of runbooks at none.\n',
  })
})

test('Names are text, whatever stands in them.', async () => {
  put('evil.yaml', 'groups: [{name: a, rules: [{alert: "a\\e[2Jb\\n::error::c", expr: up}]}]\n')
  const { stdout } = await alerts('--rules', 'evil.yaml', '--runbooks', 'books')
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toMatch(/^::error/m)
})
