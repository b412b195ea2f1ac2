import { expect, test } from 'vitest'
import { isMeasurable } from './metric-expression.ts'

test.each([
  'errors',
  'redis_error_ratio',
  'job:http_errors:rate5m',
  'system.cpu.user',
  '5xx-rate',
  'aws/applicationelb:HTTPCode_5XX',
  ' padded_name ',
])('The name %j is measurable.', (metric) => {
  expect(isMeasurable(metric)).toBe(true)
})

test.each([
  'rate(http_requests_total[5m])',
  'http_requests_total{code=~"5..", job="shop front"}',
  '{"errors.of.checkout"}',
  'sum by (pod) (rate(http_requests_total{code="500"}[5m]))',
  'sum(rate(errors_total[5m])) by (job) / sum(rate(requests_total[5m])) by (job)',
  'errors_total / on(instance) group_left(zone) node_info',
  'errors_total / on(instance) group_left node_info',
  'histogram_quantile(0.99, sum by (le) (rate(duration_seconds_bucket[5m])))',
  'rate(errors_total[5m] offset 1d) or vector(0)',
  'errors_total{job="a"} and on (job) up == 1',
  'max_over_time(lag_seconds[30m:1m]) > bool 5',
  'errors_total / requests_total * 100',
  '-balance',
  "sum(\n  rate(errors_total{path='/a b'}[5m])\n)",
  'avg:system.cpu.user{env:prod} by {host}',
  'sum:http.errors{env:prod}.as_count()',
  'sum(rate({app="shop"} |= "payment failed" | json [5m]))',
])('The expression %j is measurable.', (metric) => {
  expect(isMeasurable(metric)).toBe(true)
})

test.each([
  'if it gets bad',
  'errors too high',
  'Error rate',
  'errors or timeouts',
  'bad!',
  'bad, worse',
  'it hurts, roll back (fast)',
  'errors (too many)',
  'errors (5xx) rising',
  'error rate > 5 %',
  'latency above 500 ms',
  'error-rate too high',
  "it's slow",
  '"errors too high"',
  '{errors} everywhere',
  'Fehler häufen sich',
  'エラーが多い',
  '42',
  '1 + 1',
  '???',
  ' ',
])('The prose %j is not.', (metric) => {
  expect(isMeasurable(metric)).toBe(false)
})

test.each(['a"', '"\\', '(', '-'])('100 kB of %j are no metric.', (piece) => {
  expect(isMeasurable(piece.repeat(100_000 / piece.length))).toBe(false)
})
