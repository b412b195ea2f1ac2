import { expect, test } from 'vitest'
import { DANGLING, NASTY, TWICE } from '../fixtures/findings.ts'
import { jsonReport } from './json.ts'

test('Programs get one object with every place and the counts.', () => {
  expect(jsonReport([TWICE, DANGLING], 42)).toMatchInlineSnapshot(`
    "{
      "diagnostics": [
        {
          "file": "content/changes/2026/CHG-2026-0451-b.md",
          "line": 2,
          "column": 5,
          "end_line": 3,
          "end_column": 1,
          "severity": "error",
          "rule": "duplicate-id",
          "message": "Unexpected second change CHG-2026-0451, expected each id once.",
          "related": [
            {
              "file": "content/changes/2026/CHG-2026-0451-a.md",
              "line": 2,
              "column": 5,
              "message": "The first one is here."
            }
          ]
        },
        {
          "file": "content/incidents/2026/INC-2026-0031-checkout/index.md",
          "line": 5,
          "column": 12,
          "end_line": 5,
          "end_column": 20,
          "severity": "error",
          "rule": "reference-exists",
          "message": "Unexpected service \`checkuot\`, expected \`checkout\`.",
          "help": "Did you mean \`checkout\`?",
          "related": []
        }
      ],
      "counts": {
        "files": 42,
        "errors": 2,
        "warnings": 0
      }
    }
    "
  `)
})

test('Nothing of a message is lost.', () => {
  const { diagnostics, counts } = JSON.parse(jsonReport([NASTY], 3)) as { diagnostics: unknown[]; counts: unknown }
  expect(diagnostics).toEqual([NASTY])
  expect(counts).toEqual({ files: 3, errors: 0, warnings: 1 })
})
