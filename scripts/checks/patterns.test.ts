import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, test } from 'vitest'
import { PROJECT } from '../fixtures/places.ts'
import { slowness } from './slow-pattern.ts'

/*
 * No text is slow: a pattern takes time in proportion to what it reads. What ends in a run of something says that the run
 * begins there, `(?<! ) +$`, or else each of its blanks is a beginning.
 */

interface Literal {
  file: string
  pattern: RegExp
}

/** Those that may take longer, each with what bounds the text that it reads. */
const BOUNDED: Record<string, [pattern: string, bound: string][]> = {
  'scripts/model/loose-time.ts': [
    ['/^(?:at\\s+)?(\\d{1,2})(?:[:.h]', 'LONGEST'],
    ['/^(\\d{2})(\\d{2})(\\d{2})?\\s*()', 'LONGEST'],
  ],
  'scripts/model/records/near-miss.ts': [['/^\\s*(\\d{1,2})(?:[:.h]', 'written.length > 20']],
  'scripts/model/change/draft-words.ts': [['/^(?<metric>.*\\S)\\s*', 'LONGEST']],
  'scripts/model/change/sections.ts': [['/^[\\s.()-]*(?:(?:step|part|section)?', 'heading.length > 200']],
  'scripts/io/rough-yaml.ts': [['/(?<=[{,]\\s*)([\\w-]+)\\s*:', 'LONGEST_FLOW']],
  'scripts/io/cut-comments.ts': [['/:\\s*[|>][-+\\d]*\\s*(?:#.*)?$/', 'LONGEST']],
  'scripts/io/yaml-slips.ts': [['/(?<=[:,[{]\\s*)([^,:[\\]{}]*\\s)?(#', 'LONG']],
  // What comes before the repetition has looked no further than this, and has failed.
  'scripts/model/publish/secrets.ts': [['/:\\s{0,8}(?![<(]?https?:)', '{0,200}']],
}
/** What reads our own sources, and no text of anybody else's. */
const OWN = ['site/shared/stylesheet.ts', 'scripts/leaks/site-vocabulary.ts', 'site/engine/oracle/', 'scripts/checks/']
/** Where patterns are put together from parts, which nothing here reads: each is written so that it is linear. */
const COMPOSED = [
  'scripts/commands/new-change/renumber.ts',
  'scripts/import/naming.ts',
  'scripts/import/written-time.ts',
  'scripts/model/alert/drift.ts',
  'scripts/model/publish/secrets.ts',
]

const files = globSync('{scripts,site}/**/*.{ts,astro}', { cwd: PROJECT })
  .filter((file) => !/\.test\.ts$|\/fixtures\//.test(file) && !OWN.some((own) => file.startsWith(own)))
  .toSorted()
/** Every pattern of the code, and the files in which patterns are put together. */
function read(): [Literal[], string[]] {
  const found: Literal[] = []
  const made = new Set<string>()
  for (const file of files) {
    const visit = (node: unknown): unknown => {
      if (Array.isArray(node)) return node.forEach(visit)
      if (typeof node !== 'object' || node === null) return null
      if ('regex' in node) found.push({ file, pattern: literalOf(node.regex) })
      if ('type' in node && node.type === 'NewExpression' && 'callee' in node && isRegExp(node.callee)) made.add(file)
      return Object.values(node).forEach(visit)
    }
    for (const code of codeOf(file, readFileSync(join(PROJECT, file), 'utf8'))) visit(parseAst(code, { lang: 'ts' }))
  }
  return [found, [...made]]
}

const literalOf = (regex: unknown): RegExp => {
  const { pattern, flags } = regex as { pattern: string; flags: string }
  return new RegExp(pattern, flags)
}
const isRegExp = (callee: unknown) => (callee as { name?: string }).name === 'RegExp'

/** Of a page what stands above its markup, and its scripts. */
const codeOf = (file: string, text: string): string[] =>
  file.endsWith('.astro')
    ? [text.split(/^---$/m)[1] ?? '', ...[...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, code = '']) => code)]
    : [text]

const [literals, composed] = read()

const boundOf = ({ file, pattern }: Literal) =>
  BOUNDED[file]?.find(([beginning]) => String(pattern).startsWith(beginning))?.[1]

test('A pattern takes time in proportion to what it reads, or reads no more than a bound.', () => {
  const slow = literals
    .filter((literal) => boundOf(literal) === undefined)
    .flatMap(({ file, pattern }) => slowness(pattern).map((why) => `${file}: ${pattern} (${why})`))
  expect(slow).toEqual([])
})

test('Each bound is needed, and stands in the code.', () => {
  const idle = Object.entries(BOUNDED).flatMap(([file, bounds]) =>
    bounds
      .filter(([beginning, bound]) => {
        const held = literals.filter((one) => one.file === file && String(one.pattern).startsWith(beginning))
        const code = readFileSync(join(PROJECT, file), 'utf8')
        return !code.includes(bound) || !held.some(({ pattern }) => slowness(pattern).length > 0)
      })
      .map(([beginning]) => `${file}: ${beginning}`),
  )
  expect(idle).toEqual([])
})

test('No file but these puts patterns together.', () => {
  expect(composed).toEqual(COMPOSED)
})

describe('A pattern is slow', () => {
  test.each([
    ['that tries each blank of a run', / +$/],
    ['that divides a run between two', /^a*[ab]*c/],
    ['that divides a run over and over', /^(?:a+)+$/],
    ['that looks for the end of each beginning', /<!--[^]*?-->/],
    ['that looks for the end of each beginning of several', /(?:is|are) (?:is |been )*over/],
  ])('%s', (_, pattern) => {
    expect(slowness(pattern)).not.toEqual([])
  })

  test.each([
    ['that begins with a run', /(?<! ) +$/],
    ['that is bound to the beginning of the text', /^<!--[^]*?-->/],
    ['whose beginnings end one another', /<[^<>]*>/g],
  ])('but not one %s', (_, pattern) => {
    expect(slowness(pattern)).toEqual([])
  })
})
