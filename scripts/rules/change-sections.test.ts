import { expect, test } from 'vitest'
import { broken, change, findingsIn, GOOD, validating } from '../fixtures/good-content.ts'

test('A normal change without a way back is reported where its text begins.', () => {
  expect(validating(broken(change, '## Rollback plan\n\nPut the old nodes back.\n', ''))).toMatchInlineSnapshot(
    `"error change-sections changes/2026/CHG-2026-0001-cache.md:18 Missing section "Rollback plan", expected a heading \`## Rollback plan\`."`,
  )
})

test('A section with nothing in it is reported at its heading.', () => {
  expect(validating(broken(change, 'The error ratio stays where it was.', ''))).toMatchInlineSnapshot(
    `"error change-sections changes/2026/CHG-2026-0001-cache.md:22 Unexpected empty section "Verification", expected some text."`,
  )
})

test('An imported change needs no sections.', () => {
  expect(validating(broken(change, '## Verification', '## How'))).not.toBe('')
  expect(validating(broken(change, '---\n## Implementation plan', 'source: {kind: statuspage}\n---\n## How'))).toBe('')
})

const edited = (...edits: [from: string, to: string][]) => ({
  [change]: edits.reduce((text, [from, to]) => text.replace(from, () => to), GOOD[change] ?? ''),
})
const [PLAN, STEP] = ['## Implementation plan', 'Replace one node after the other.']
const advised = (content: Record<string, string>) =>
  findingsIn(content).map(({ line, message, help }) => `${line}: ${message} ${help}`)

test('Sections go by other names too: numbered, with a colon, in capitals, as handbooks call them.', () => {
  const names: [string, string][] = [
    [PLAN, '## 1. IMPLEMENTATION STEPS:'],
    ['## Verification', '## Testing & validation'],
    ['## Rollback plan', '## ↩️ Back-out plan'],
  ]
  expect(validating(edited(...names))).toBe('')
})

test('A heading that is none of them is named, with its line, where it was probably meant.', () => {
  expect(advised(edited(['## Rollback plan', '## Rolback plam']))).toMatchInlineSnapshot(`
    [
      "26: Missing section "Rollback plan", expected a heading \`## Rollback plan\`. \`## Rolback plam\` at line 26: rename it to \`## Rollback plan\`, if that is what it holds.",
    ]
  `)
  expect(advised(edited(['## Rollback plan', '## If it goes wrong']))).toMatchInlineSnapshot(`
    [
      "26: Missing section "Rollback plan", expected a heading \`## Rollback plan\`. \`## If it goes wrong\` at line 26: rename it to \`## Rollback plan\`, if that is what it holds.",
    ]
  `)
})

test('From approved on a section of placeholders is no plan; before that it is a draft.', () => {
  const empty: [string, string] = [STEP, 'To be written: what is done.\n\n1. \n2. TBD']
  expect(advised(edited(empty))).toMatchInlineSnapshot(`
    [
      "18: Unexpected section "Implementation plan" that says nothing yet, expected a plan, as the change is completed. Write it out where the placeholder stands.",
    ]
  `)
  expect(
    validating(
      edited(
        empty,
        ['status: completed', 'status: proposed'],
        [/^outcome.*\n/m.exec(GOOD[change] ?? '')?.[0] ?? '', ''],
      ),
    ),
  ).toBe('')
})
