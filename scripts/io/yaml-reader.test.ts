import { describe, expect, test } from 'vitest'
import { readYaml } from './yaml-reader.ts'

const fill = (piece: string, bytes: number, head = '') => head + piece.repeat(Math.ceil(bytes / piece.length))
const messages = (text: string) => readYaml('services/x.yaml', text).problems.map(({ message }) => message)

describe('YAML of 1 MiB that is made to take long is refused, with one finding:', () => {
  test.each([
    ['a list in brackets', fill('a, ', 1024 * 1024, 'a: [')],
    ['brackets that never close', fill('[', 1024 * 1024)],
    ['documents', fill('---\n- a\n', 1024 * 1024)],
    ['keys of keys', fill('? ', 1024 * 1024)],
    ['aliases', fill('- *a\n', 1024 * 1024, '- &a b\n')],
    ['indentation that goes in and out', fill(' a: 1\nb: 2\n', 1024 * 1024)],
  ])('%s', (_, text) => {
    expect(messages(text)).toEqual(['Unexpected number of entries, expected some ten thousand at most.'])
  })
})

test('Of very many broken documents a few are told, for the place of each is looked for.', () => {
  expect(messages(fill('---\na: 1\n b: 2\n', 20_000)).length).toBeLessThan(30)
})

test('A long file of alerts is read.', () => {
  const rule = (i: number) =>
    `      - alert: Slow${i}\n        expr: 'histogram_quantile(0.99, sum by (le) (rate(http_seconds_bucket{job="web-${i}"}[5m]))) > 0.5'\n        for: 10m\n        labels: {severity: page}\n`
  const text = `groups:\n  - name: web\n    rules:\n${Array.from({ length: 2000 }, (_, i) => rule(i)).join('')}`
  expect(messages(text)).toEqual([])
})
