import { expect, test } from 'vitest'
import { DANGLING, NASTY, TWICE } from '../fixtures/findings.ts'
import { githubReport } from './github.ts'

test('A finding is an annotation; one that spans lines has no columns.', () => {
  expect(githubReport([TWICE, DANGLING])).toMatchInlineSnapshot(`
    "::error file=content/changes/2026/CHG-2026-0451-b.md,line=2,endLine=3,title=duplicate-id::Unexpected second change CHG-2026-0451, expected each id once.%0A↳ content/changes/2026/CHG-2026-0451-a.md:2:5  The first one is here.
    ::error file=content/incidents/2026/INC-2026-0031-checkout/index.md,line=5,endLine=5,col=12,endColumn=20,title=reference-exists::Unexpected service \`checkuot\`, expected \`checkout\`. Did you mean \`checkout\`?
    "
  `)
})

test('Line breaks, commas, colons and per cents of content end neither a property nor the command.', () => {
  expect(githubReport([NASTY])).toMatchInlineSnapshot(`
    "::warning file=content/services/100%25%2Ca%3Ab%0A%3A%3Aerror%3A%3Ac.yaml,line=1,endLine=1,col=1,endColumn=2,title=unknown-file::Unexpected "50 %25%0D%0A::stop-commands::x", expected �[2J less.
    "
  `)
})

const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...DANGLING, line: i + 1, end_line: i + 1 }))

test('GitHub shows ten of a severity: the tenth says how many more there are.', () => {
  const lines = githubReport([...many(12), NASTY])
    .trimEnd()
    .split('\n')
  expect(lines).toHaveLength(13)
  expect(lines[9]).toMatchInlineSnapshot(
    `"::error file=content/incidents/2026/INC-2026-0031-checkout/index.md,line=10,endLine=10,col=12,endColumn=20,title=reference-exists::Unexpected service \`checkuot\`, expected \`checkout\`. Did you mean \`checkout\`?%0A3 more errors are in the log of this step, this one among them."`,
  )
  expect(lines.filter((line) => line.includes('more'))).toHaveLength(1)
})

test('Ten of a severity are all shown.', () => {
  expect(githubReport(many(10))).not.toContain('more')
})

test('Errors come before warnings, and those in changed files before others.', () => {
  const lines = githubReport([NASTY, DANGLING, TWICE], new Set([TWICE.file]))
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => /title=([a-z-]+)/.exec(line)?.[1])).toEqual([
    'duplicate-id',
    'reference-exists',
    'unknown-file',
  ])
})
