import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { PROJECT } from '../fixtures/places.ts'

/*
 * Who may import whom. Imports go one way: from what people write to what is made of it, and from there to whoever shows
 * it. A dependency that parses or touches the outside has one importer.
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

/** What lies loose in the model: the catalogue, and words for time and place that everything speaks. Not more of them: a new idea has a folder. */
const LOOSE =
  'bounded-findings catalog diagnostic english-time grouping interval interval-index links local-time loose-time month order page-address rational source-document time'
    .split(' ')
    .map((name) => `scripts/model/${name}.ts`)

/**
 * The folders of the model by storeys, each above those that it stands on: a folder knows the storeys below it and
 * itself, and never its neighbours. Publicity comes before status, so that what isn't public can't colour it.
 */
const STOREYS = [
  ['records'],
  ['publish'],
  ['status'],
  ['change', 'preview', 'metrics', 'runbook', 'slo'],
  // Some alerts come from SLOs.
  ['alert'],
  // An incident's suspects are changes, with their risk, so it stands on those.
  ['gate', 'notify', 'incident'],
  // What the next one on call has to know is made of all that.
  ['shift'],
].map((names) => names.map((name) => `scripts/model/${name}/`))

/** By room, the others that it may know; each knows itself and, but for `checks`, the model. */
const ROOMS: Record<string, string[]> = {
  'scripts/rules/': [],
  'scripts/report/': [],
  'scripts/export/': [],
  'scripts/import/': [],
  'scripts/io/': [],
  'scripts/assess/': ['scripts/rules/', 'scripts/io/'],
  'scripts/leaks/': [
    'scripts/export/',
    'scripts/io/',
    'site/shared/',
    'site/status/styles/order.ts',
    'site/engine/client-scripts.ts',
  ],
  'scripts/docs/': ['scripts/rules/'],
  'scripts/checks/': ['scripts/docs/'],
  'scripts/package/': [
    'scripts/io/',
    'scripts/leaks/make-own-words.ts',
    'site/engine/compile.ts',
    'site/engine/no-engines.ts',
  ],
  'site/shared/': ['scripts/io/markdown.ts', 'scripts/io/section-list.ts', 'scripts/io/procedure-reader.ts'],
  'site/engine/': ['scripts/io/'],
  'site/status/': ['scripts/export/', 'site/shared/', 'site/engine/page.ts'],
  'site/ops/': ['scripts/export/calendar.ts', 'scripts/report/handover.ts', 'site/shared/', 'site/engine/page.ts'],
  'site/ops/view/': ['scripts/export/calendar.ts', 'scripts/report/handover.ts'],
}

/** Only these may know every room. */
const ABOVE_ALL = ['scripts/evenkeel.ts', 'scripts/commands/']

test('The imports are found at all.', () => {
  expect(imports.map(describe)).toContain('scripts/rules/reference-exists.ts → scripts/model/records/reference.ts')
  expect(imports.map(describe)).toContain('scripts/io/locate.ts → yaml')
  expect(imports.map(describe)).toContain('scripts/commands/validate.ts → scripts/io/git/content.ts')
})

const isOurs = ({ to }: Import) => /^(scripts|site)\//.test(to)
const ours = imports.filter(isOurs)
/** Whether a file is a place, or lies in it. Bundled sources leave out the ending. */
const covers = (place: string, file: string) =>
  place.endsWith('/') ? file.startsWith(place) : file === place || `${file}.ts` === place
/** The imports of a place that lead neither into itself nor to one of the others. */
const leaving = (place: string, allowed: readonly string[]) =>
  ours
    .filter(({ from, to }) => covers(place, from) && ![place, ...allowed].some((one) => covers(one, to)))
    .map(describe)

test('No file lies loose in scripts but the one that names the commands, and every folder there has its law.', () => {
  const rooms = [...Object.keys(ROOMS), ...ABOVE_ALL, 'scripts/model/', 'scripts/fixtures/']
  const homeless = files.filter((file) => file.startsWith('scripts/') && !rooms.some((room) => covers(room, file)))
  expect(homeless).toEqual([])
})

test('Every file of the model has its place there.', () => {
  const places = [...LOOSE, ...STOREYS.flat()]
  const homeless = shipped.filter(within('scripts/model/')).filter((file) => !places.some((one) => covers(one, file)))
  expect(homeless).toEqual([])
})

test.each(
  STOREYS.flatMap((names, storey) => names.map((folder) => ({ folder, below: STOREYS.slice(0, storey).flat() }))),
)('In the model, $folder knows what lies below it.', ({ folder, below }) => {
  expect(leaving(folder, [...below, ...LOOSE])).toEqual([])
})

test.each(LOOSE)('%s knows the records and what lies beside it.', (file) => {
  expect(leaving(file, ['scripts/model/records/', ...LOOSE])).toEqual([])
})

test('The model imports nothing but itself, zod, time, hashes, and readers of XML and PromQL.', () => {
  const allowed = [
    'scripts/model/',
    'zod',
    'fastest-levenshtein',
    'temporal-polyfill',
    'node:crypto',
    'saxes',
    '@prometheus-io/lezer-promql',
  ]
  expect(strays(within('scripts/model/'), allowed)).toEqual([])
})

test.each(Object.entries(ROOMS))('%s knows the model, itself, and no more than %j.', (room, others) => {
  const known = room === 'scripts/checks/' ? others : ['scripts/model/', ...others]
  expect(leaving(room, known)).toEqual([])
})

test('Nobody knows the commands but the file that names them.', () => {
  expect(
    ours
      .filter(
        ({ from, to }) => !ABOVE_ALL.some((one) => covers(one, from)) && /^scripts\/(commands\/|evenkeel)/.test(to),
      )
      .map(describe),
  ).toEqual([])
})

test('What is pure needs no package but those that are.', () => {
  const isPackage = (to: string) => !/^(scripts|site)\//.test(to)
  const of = (...rooms: string[]) =>
    [
      ...new Set(
        imports.filter(({ from, to }) => rooms.some((room) => covers(room, from)) && isPackage(to)).map(({ to }) => to),
      ),
    ].toSorted()
  expect(of('scripts/rules/')).toEqual(['fastest-levenshtein'])
  expect(of('scripts/report/')).toEqual(['diff'])
  expect(of('scripts/export/', 'scripts/import/').filter((name) => !KEPT.includes(name))).toEqual([])
})

/** Pure libraries that exports and imports may use. */
const KEPT: string[] = ['zod', 'badge-maker', 'entities', 'feedsmith', 'ical-generator']

test.each([
  [
    'yaml',
    ['parser', 'problems', 'writer']
      .map((name) => `scripts/io/yaml-${name}.ts`)
      .concat('scripts/io/front-matter-edit.ts', 'scripts/io/locate.ts'),
  ],
  ['@prometheus-io/lezer-promql', ['scripts/model/slo/promql-tree.ts']],
  ['saxes', ['scripts/model/publish/drawing.ts']],
  ['gray-matter', ['scripts/io/front-matter.ts']],
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

test('What was salvaged of teams and services reaches the ops site alone: nobody is given anything by it.', () => {
  const naming = (what: RegExp) => shipped.filter((file) => what.test(withoutComments(text(file))))
  expect(naming(/\bsalvaged_(?:teams|services)\b/)).toEqual([
    'scripts/io/catalog-reader.ts',
    'scripts/io/collected.ts',
    'scripts/model/catalog.ts',
    'scripts/model/publish/without-broken.ts',
    'site/ops/view/index.ts',
  ])
  expect(naming(/\bwithoutBroken\b/)).toEqual(['scripts/assess/sites.ts', 'scripts/model/publish/without-broken.ts'])
})
