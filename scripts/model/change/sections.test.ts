import { expect, test } from 'vitest'
import { changeSectionOf, headingsOf, linesUnder } from './sections.ts'
import { fullOutline } from '#io/markdown'

test.each([
  ['Implementation plan', 'Implementation plan'],
  ['IMPLEMENTATION PLAN', 'Implementation plan'],
  ['1. Implementation plan', 'Implementation plan'],
  ['1) Implementation', 'Implementation plan'],
  ['2.1 Implementation steps', 'Implementation plan'],
  ['II. Deployment plan', 'Implementation plan'],
  ['🛠 Implementation plan:', 'Implementation plan'],
  ['Roll-out plan', 'Implementation plan'],
  ['Verification:', 'Verification'],
  ['✅ Verification', 'Verification'],
  ['Testing & validation', 'Verification'],
  ['Test plan', 'Verification'],
  ['Post-implementation verification', 'Verification'],
  ['Backout plan', 'Rollback plan'],
  ['Back-out procedure', 'Rollback plan'],
  ['Roll back', 'Rollback plan'],
  ['↩️ Rollback Plan:', 'Rollback plan'],
  ['3. Rollback steps', 'Rollback plan'],
  ['Plan', null],
  ['Implementation and rollback', null],
  ['Outcome', null],
  ['Risks', null],
  ['', null],
])('The heading "%s" opens %s.', (heading, section) => {
  expect(changeSectionOf(heading)).toBe(section)
})

const under = (markdown: string) => {
  const body = { markdown, line: 10 }
  return linesUnder('Rollback plan', body, fullOutline(body)).map((lines) => lines.join('\n').trim())
}

test('A section reaches to the next heading as high, and its own name comes before others.', () => {
  expect(under('## Backout plan\n\na\n\n### Rollback steps\n\nb\n\n## Notes\n\nc\n')).toEqual([
    'a\n\n### Rollback steps\n\nb',
  ])
  expect(under('## Rollback plan\n\na\n\n## Backout plan\n\nb\n\n## Rollback plan\n\nc')).toEqual(['a', 'c'])
  expect(under('## Notes\n')).toEqual([])
})

test('The headings of a section are those with its own name, else those with another.', () => {
  const body = { markdown: '# Test plan\n\n## Checks\n', line: 1 }
  expect(headingsOf('Verification', fullOutline(body)).map(({ text }) => text)).toEqual(['Test plan'])
})
