import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_CACHE } from './record-cache.ts'
import { nothingYet } from './collected.ts'
import { readAlerts } from './foreign-reader.ts'

const read = (text: string) => {
  const into = nothingYet([], NO_CACHE)
  readAlerts('alerts/x.yaml', text, into)
  const { alerts, recordings } = into.rules
  return {
    sound: into.records.alerts.map(({ name }) => name),
    kept: alerts.map(({ name }) => name),
    recorded: recordings.map(({ name }) => name),
    alerts,
    problems: into.problems,
  }
}
const file = (...rules: string[]) => `groups:\n  - name: g\n    rules:\n${rules.join('\n')}\n`
const GOOD = '      - {alert: Good, expr: up == 0, annotations: {runbook_url: "https://o.example/runbooks/x/"}}'

test.each([
  ['a rule without an expression', '      - {alert: Bad}'],
  ['a key with a slip', '      - alert: Bad\n        exprr: up == 0'],
  ['labels that are no texts', '      - {alert: Bad, expr: up, labels: {a: [1]}}'],
  ['a name of another kind', '      - {alert: Bad, expr: {a: 1}}'],
  ['a rule that is no YAML', '      - alert: Bad\n        expr: "up'],
  ['a bracket that is never closed', '      - {alert: Bad, expr: up'],
])('%s takes no other rule along, before it or behind it.', (_, bad) => {
  const behind = '      - record: r\n        expr: sum(up)\n      - alert: Later\n        expr: up == 1'
  const { sound, kept, recorded, alerts, problems } = read(file(GOOD, bad, behind))
  expect(sound).toEqual([])
  expect(kept.filter((name) => name !== 'Bad')).toEqual(['Good', 'Later'])
  expect(recorded).toEqual(['r'])
  expect(alerts[0]).toMatchObject({ expr: 'up == 0', runbook_url: 'https://o.example/runbooks/x/' })
  expect(problems.every(({ severity }) => severity === 'error')).toBe(true)
  expect(problems.length).toBeGreaterThan(0)
})

test('A rule with a mistake keeps its name and what of it is right.', () => {
  const bad = '      - {alert: Bad, exprr: up, labels: {team: core, n: [1]}, annotations: {summary: Down}}'
  expect(read(file(GOOD, bad)).alerts[1]).toMatchObject({
    name: 'Bad',
    expr: '',
    labels: { team: 'core' },
    summary: 'Down',
  })
})

test('Of a manifest too; a file that is right is read whole.', () => {
  const spec = file(GOOD, '      - {alert: Bad}').replaceAll(/^/gm, '  ')
  expect(read(`kind: PrometheusRule\nspec:\n${spec}`).kept).toEqual(['Good', 'Bad'])
  expect(read(file(GOOD))).toMatchObject({ sound: ['Good'], kept: [] })
})

test('Whatever stands in a rule file, nothing is thrown.', () => {
  const pieces = fc.constantFrom(
    'groups:',
    '- ',
    '  ',
    '\n',
    'alert: A',
    'rules:',
    '{',
    '}',
    '[',
    ']',
    '"',
    'expr: 1',
    ': ',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (some) => {
      read(some.join(''))
    }),
  )
})
