import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { PROJECT } from '../fixtures/places.ts'

/*
 * Who may import whom. Imports go one way: model ← {rules, export, report} ← commands, model ← io ← commands,
 * model ← io ← site/shared ← site/{status,ops}; a dependency that parses or touches the outside has one importer.
 */

const root = PROJECT

interface Import {
  from: string
  /** A path from the root where it is ours, the package's name where it isn't. */
  to: string
}

// A quote before the word makes it a string of its own, such as the name of a field.
const SPECIFIER = /(?<!['"`])(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g
const files = globSync(['scripts/**/*.{ts,mjs}', 'site/**/*.{ts,mjs,astro}', 'bench/**/*.ts'], { cwd: root })
  .filter((file) => !file.includes('fixtures/trees/'))
  .toSorted()
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const isTest = (file: string) => /\.test\.ts$|\/fixtures\//.test(file)
/** Code that ships: what tests import is their own affair. */
const shipped = files.filter((file) => !isTest(file))
const imports: Import[] = shipped.flatMap((from) =>
  [...text(from).matchAll(SPECIFIER)].map(([, specifier = '']) => ({ from, to: target(from, specifier) })),
)

function target(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(from), specifier))
  const alias = /^(#\w+\/)(.*)$/.exec(specifier)
  if (alias) {
    const folder: unknown = Object.entries(packageJson.imports).find(([name]) => name === `${alias[1]}*`)?.[1]
    return String(folder)
      .replace('./', '')
      .replace('*', alias[2] ?? '')
  }
  if (specifier.startsWith('node:') || specifier.startsWith('astro:')) return specifier
  return specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '')
}

const describe = ({ from, to }: Import) => `${from} → ${to}`
/** The imports of some files that none of the allowed ones covers. A name that ends in `/` allows a folder. */
const strays = (among: (file: string) => boolean, allowed: string[]) =>
  imports
    .filter(
      ({ from, to }) => among(from) && !allowed.some((one) => (one.endsWith('/') ? to.startsWith(one) : to === one)),
    )
    .map(describe)
const importersOf = (isIt: (to: string) => boolean) => [
  ...new Set(imports.filter(({ to }) => isIt(to)).map(({ from }) => from)),
]
const within = (folder: string) => (file: string) => file.startsWith(folder)

const PURE = ['scripts/model/', 'scripts/rules/', 'scripts/report/', 'scripts/export/', 'scripts/import/']

test('The imports are found at all.', () => {
  expect(imports.map(describe)).toContain('scripts/rules/reference-exists.ts → scripts/model/records/reference.ts')
  expect(imports.map(describe)).toContain('scripts/io/locate.ts → yaml')
  expect(imports.map(describe)).toContain('scripts/commands/validate.ts → scripts/io/git/repository.ts')
})

test('The model imports nothing but itself, zod, time and hashes.', () => {
  const allowed = ['scripts/model/', 'zod', 'fastest-levenshtein', 'temporal-polyfill', 'node:crypto']
  expect(strays(within('scripts/model/'), allowed)).toEqual([])
})

test('Rules know the model and each other.', () => {
  expect(strays(within('scripts/rules/'), ['scripts/model/', 'scripts/rules/', 'fastest-levenshtein'])).toEqual([])
})

test('Reports know the model.', () => {
  expect(strays(within('scripts/report/'), ['scripts/model/', 'scripts/report/'])).toEqual([])
})

test('What is written for others is made from the model.', () => {
  expect(strays(within('scripts/export/'), ['scripts/model/', 'scripts/export/', ...KEPT])).toEqual([])
})

test("Peers' exports are turned into records by the model.", () => {
  expect(strays(within('scripts/import/'), ['scripts/model/', 'scripts/import/', ...KEPT])).toEqual([])
})

/** Pure libraries that exports and imports may use. */
const KEPT: string[] = ['zod', 'badge-maker', 'entities', 'feedsmith', 'ical-generator']

test('The input and output decides nothing: it knows neither rules nor reports.', () => {
  const decided = imports.filter(
    ({ from, to }) => from.startsWith('scripts/io/') && /^scripts\/(rules|report|commands)\//.test(to),
  )
  expect(decided.map(describe)).toEqual([])
})

test.each([
  ['yaml', ['scripts/io/document.ts', 'scripts/io/locate.ts']],
  ['gray-matter', ['scripts/io/document.ts']],
  ['simple-git', ['scripts/io/git/repository.ts']],
  ['@octokit/core', ['scripts/io/github-client.ts']],
  ['@netlify/headers-parser', ['scripts/io/headers-file.ts']],
  ['commander', null],
])('Only its own door imports %s.', (name, doors) => {
  const strangers = importersOf((to) => to === name || to === `@${name}`).filter((file) =>
    doors ? !doors.includes(file) : !/^scripts\/(commands\/|evenkeel\.ts$)/.test(file),
  )
  expect(strangers).toEqual([])
})

test('Markdown is parsed by one parser, for rules and pages.', () => {
  const isMarkdown = (to: string) =>
    /^(remark-|mdast-util-|unified$|@astrojs\/markdown-remark$|marked$|markdown-it$)/.test(to)
  const doors = ['scripts/io/markdown.ts', 'site/shared/markdown.ts']
  expect(importersOf(isMarkdown).filter((file) => !doors.includes(file))).toEqual([])
  // The pages' renderer turns that parser's tree into HTML; it has no parser of its own.
  expect(imports.filter(({ from }) => from === 'site/shared/markdown.ts').map(({ to }) => to)).not.toContain(
    'remark-parse',
  )
})

test.each(PURE)('Nothing in %s reads the disk, the environment or the clock.', (folder) => {
  const outside =
    /node:(fs|os|child_process|net|http|https|process)\b|\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(/
  const pure = shipped.filter(within(folder))
  expect(pure.length).toBeGreaterThan(0)
  expect(pure.filter((file) => outside.test(withoutComments(text(file))))).toEqual([])
})

const withoutComments = (code: string) => code.replaceAll(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

test('The two sites never meet.', () => {
  const met = imports.filter(
    ({ from, to }) =>
      (from.startsWith('site/status/') && to.startsWith('site/ops/')) ||
      (from.startsWith('site/ops/') && to.startsWith('site/status/')) ||
      (from.startsWith('site/shared/') && /^site\/(status|ops)\//.test(to)),
  )
  expect(met.map(describe)).toEqual([])
})

test('The status site reaches no record: it knows the pure middle, and reads one serialised public catalogue.', () => {
  const reached = imports.filter(
    ({ from, to }) => from.startsWith('site/status/') && /^scripts\/(?!model\/|export\/)/.test(to),
  )
  expect(reached.map(describe)).toEqual([])
  const CATALOGUE = ['scripts/model/catalog.ts', 'scripts/model/links.ts', 'scripts/model/records/reference.ts']
  expect(
    imports.filter(({ from, to }) => from.startsWith('site/status/') && CATALOGUE.includes(to)).map(describe),
  ).toEqual([])
})
