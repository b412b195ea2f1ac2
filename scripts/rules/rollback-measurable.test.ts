import { expect, test } from 'vitest'
import { broken, change, validating } from '../fixtures/good-content.ts'

const measuring = (metric: string) => broken(change, 'metric: redis_error_ratio', `metric: ${metric}`)

test('A feeling is no metric.', () => {
  expect(validating(measuring('if it gets bad'))).toMatchInlineSnapshot(
    `"error rollback-measurable changes/2026/CHG-2026-0001-cache.md:15 Unexpected prose "if it gets bad", expected the name of a metric such as \`http_error_ratio\`, or an expression such as \`rate(errors_total[5m])\`."`,
  )
})

test('The criterion that is prose is the one that is pointed at.', () => {
  expect(
    validating(
      measuring('redis_errors, comparator: ">", threshold: 5, action: manual}\n    - {metric: errors too high'),
    ),
  ).toMatchInlineSnapshot(
    `"error rollback-measurable changes/2026/CHG-2026-0001-cache.md:16 Unexpected prose "errors too high", expected the name of a metric such as \`http_error_ratio\`, or an expression such as \`rate(errors_total[5m])\`."`,
  )
})

test('A PromQL expression is measurable.', () => {
  expect(validating(measuring('\'sum by (pod) (rate(errors_total{job="shop front"}[5m]))\''))).toBe('')
})

test('A change template is held to it too: changes are made from it.', () => {
  expect(
    validating(
      broken(
        'change-templates/rotate-certificate.md',
        'services: [checkout]\n',
        'services: [checkout]\nrollback: {max_duration: 5m, criteria: [{metric: clients complain, comparator: ">", threshold: 0, action: manual}]}\n',
      ),
    ),
  ).toMatchInlineSnapshot(
    `"error rollback-measurable change-templates/rotate-certificate.md:4 Unexpected prose "clients complain", expected the name of a metric such as \`http_error_ratio\`, or an expression such as \`rate(errors_total[5m])\`."`,
  )
})

test('An imported change says what its source said.', () => {
  const { [change]: text = '' } = measuring('if it gets bad')
  expect(validating({ [change]: text.replace('outcome:', 'source: {kind: statuspage}\noutcome:') })).toBe('')
})
