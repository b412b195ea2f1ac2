import { expect, test } from 'vitest'
import { DANGLING, NASTY, TWICE } from '../fixtures/findings.ts'
import { textReport } from './text.ts'

test('A finding has its place, its rule, its message and what to do; other places stand under it, the count last.', () => {
  expect(textReport([TWICE, DANGLING], 42)).toMatchInlineSnapshot(`
    "content/changes/2026/CHG-2026-0451-b.md:2:5  error  duplicate-id
      Unexpected second change CHG-2026-0451, expected each id once.
      ↳ content/changes/2026/CHG-2026-0451-a.md:2:5  The first one is here.

    content/incidents/2026/INC-2026-0031-checkout/index.md:5:12  error  reference-exists
      Unexpected service \`checkuot\`, expected \`checkout\`. Did you mean \`checkout\`?

    2 errors, 0 warnings in 42 files
    "
  `)
})

test('Without findings there is the count alone.', () => {
  expect(textReport([], 1)).toBe('0 errors, 0 warnings in 1 file\n')
})

test('Line breaks and escape codes of content write no lines of their own.', () => {
  expect(textReport([NASTY], 3)).toMatchInlineSnapshot(`
    "content/services/100%,a:b\\u000a::error::c.yaml:1:1  warning  unknown-file
      Unexpected "50 %\\u000d\\u000a::stop-commands::x", expected \\u001b[2J less.

    0 errors, 1 warning in 3 files
    "
  `)
})
