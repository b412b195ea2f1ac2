import { expect, test } from 'vitest'
import { parseQuery } from './query-template.ts'

const filled = (template: string) => {
  const query = parseQuery(template)
  return typeof query === 'function' ? query('5m') : query.error
}

test.each([
  ['rate(x[{{.window}}])', 'rate(x[5m])'],
  ['rate(x[{{ .window }}]) / rate(y[{{.window}}])', 'rate(x[5m]) / rate(y[5m])'],
  ['rate(x[ {{- .window -}} ])', 'rate(x[5m])'],
  ['x{{/* why */}}y', 'xy'],
  ['label_replace(x, "a", `{{"{{"}} $1 {{`}}`}}`, "", "")', 'label_replace(x, "a", `{{ $1 }}`, "", "")'],
  ['plain', 'plain'],
  ['x}}', 'x}}'],
  ['{ }{{.window}}', '{ }5m'],
])('%s becomes %s.', (template, expected) => {
  expect(filled(template)).toBe(expected)
})

test.each([
  ['rate(x[{{.Window}}])', 'Unexpected "{{.Window}}" in a query, expected {{.window}} alone.'],
  ['{{ range . }}', 'Unexpected "{{ range . }}" in a query, expected {{.window}} alone.'],
  ['{{ $labels.job }}', 'Unexpected "{{ $labels.job }}" in a query, expected {{.window}} alone.'],
  ['{{}}', 'Unexpected "{{}}" in a query, expected {{.window}} alone.'],
  ['rate(x[{{.window)', 'Unexpected "{{" that nothing closes, expected "}}" after it.'],
])('%s is refused: %s', (template, expected) => {
  expect(filled(template)).toBe(expected)
})
