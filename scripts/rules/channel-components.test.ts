import { expect, test } from 'vitest'
import { findingsIn, validating } from '../fixtures/good-content.ts'

const site = (components: string) => ({
  'site.yaml': `name: Acme
url: https://status.acme.example
notify:
  - {kind: slack, url_env: SLACK_URL}
  - {kind: webhook, url_env: HOOK_URL, components: [checkout, ${components}]}
`,
})

test('Services that are public are fine.', () => {
  expect(validating(site(''))).toBe('')
})

test('One that is not public is an error where it stands.', () => {
  expect(validating(site('ledger-store'))).toMatchInlineSnapshot(`
    "error channel-components site.yaml:5 Unexpected component \`ledger-store\`, expected a service with a \`public:\` block.
      ↳ services/ledger-store.yaml:1 The service stands here."
  `)
  expect(findingsIn(site('ledger-store'))[0]).toMatchObject({ line: 5, column: 63 })
})

test('One that is not there is an error, with the one that is meant.', () => {
  expect(validating(site('checkuot'))).toMatchInlineSnapshot(
    `"error reference-exists site.yaml:5 Unexpected service \`checkuot\`, expected \`checkout\`."`,
  )
})
