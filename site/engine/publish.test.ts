import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CURRENT, type Page } from './page.ts'
import { publish, type Engine, type Publication } from './publish.ts'

let folder: string
let place: string
let manifest: string
let rendered: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-publish-'))
  place = join(folder, 'dist/status')
  manifest = join(folder, 'dist/.evenkeel/status.json')
  rendered = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A site whose pages say what they show. */
const engine: Engine = {
  site: () => ({ pages: [], frame: null }),
  render: async ({ path, locals }) => {
    rendered.push(path)
    return Buffer.from(`${path}: ${String(Object.values(locals))}`)
  },
}
const page = (path: string, shows: unknown): Page => ({
  path,
  route: '/x',
  shows: () => {
    if (shows === 'broken') throw new Error('No such thing.')
    return shows
  },
  locals: (shown) => ({ shown }) as never,
})
const publication = (more: Partial<Publication> = {}): Publication => ({
  place,
  manifest,
  version: '1',
  data: 'a',
  files: new Map([['icon.svg', Buffer.from('<svg/>')]]),
  fresh: false,
  ...more,
})
const build = (pages: Page[], more: Partial<Publication> = {}, frame: unknown = 'Acme') =>
  publish(engine, { pages, frame }, publication(more))
const built = () =>
  Object.fromEntries(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(place.length + 1), readFileSync(file, 'utf8')]),
  )
const PAGES = [page('/', CURRENT), page('/incidents/a/', { a: 1 }), page('/incidents/b/', { b: 1 })]

describe('A second build', () => {
  beforeEach(async () => {
    await build(PAGES)
    rendered = []
  })

  test('renders nothing where nothing changed.', async () => {
    const before = built()
    expect(await build(PAGES)).toMatchObject({ pages: 3, files: 4, rendered: 0, failed: [] })
    expect(rendered).toEqual([])
    expect(built()).toEqual(before)
  })

  test('renders what shows something else, and what shows what goes on.', async () => {
    await build([...PAGES.slice(0, 2), page('/incidents/b/', { b: 2 })], { data: 'b' })
    expect(rendered).toEqual(['/', '/incidents/b/'])
    expect(built()['incidents/b/index.html']).toBe('/incidents/b/: {"b":2}')
  })

  test('renders what asks for something that has another answer by now.', async () => {
    const asking = (answer: string | null): Page[] => [
      ...PAGES,
      {
        ...page('/asks/', 'a text'),
        lookUp: (question) => (question === '__proto__' ? answer : null),
        locals: (_, lookUp) => ({ told: [lookUp('elsewhere'), lookUp('__proto__')].join() }) as never,
      },
    ]
    await build(asking('here'))
    expect(built()['asks/index.html']).toBe('/asks/: ,here')
    rendered = []
    await build(asking('here'))
    expect(rendered).toEqual([])
    for (const answer of ['there', null]) await build(asking(answer))
    expect(rendered).toEqual(['/asks/', '/asks/'])
    expect(built()['asks/index.html']).toBe('/asks/: ,')
  })

  test('removes what is gone, with its folder.', async () => {
    writeFileSync(join(place, 'stray.txt'), 'left by someone')
    await build(PAGES.slice(0, 2), { data: 'b' })
    expect(Object.keys(built()).toSorted()).toEqual(['icon.svg', 'incidents/a/index.html', 'index.html'])
    expect(existsSync(join(place, 'incidents/b'))).toBe(false)
  })

  test.each([
    ['edited', () => writeFileSync(join(place, 'incidents/a/index.html'), '/incidents/a/: {"a":1} no')],
    ['deleted', () => rmSync(join(place, 'incidents/a/index.html'))],
    [
      'replaced by a folder',
      () => {
        rmSync(join(place, 'incidents/a/index.html'))
        mkdirSync(join(place, 'incidents/a/index.html'))
      },
    ],
    [
      'in a folder that became a file',
      () => {
        rmSync(join(place, 'incidents/a'), { recursive: true })
        writeFileSync(join(place, 'incidents/a'), '')
      },
    ],
  ])('notices a file that was %s.', async (_, touch) => {
    const before = built()
    touch()
    await build(PAGES)
    expect(built()).toEqual(before)
  })

  test.each([
    ['is missing', () => rmSync(manifest)],
    ['was cut off', () => writeFileSync(manifest, readFileSync(manifest, 'utf8').slice(0, 80))],
    ['is no manifest', () => writeFileSync(manifest, '{"engine": "1", "files": {"index.html": 7}}')],
    ['is a folder', () => [rmSync(manifest), mkdirSync(join(manifest, 'x'), { recursive: true })]],
  ])('renders everything where the manifest %s.', async (_, spoil) => {
    spoil()
    await build(PAGES).catch((error: NodeJS.ErrnoException) => {
      // Nothing can be written where a folder lies; the site is there all the same.
      if (error.code !== 'EISDIR') throw error
    })
    expect(rendered).toEqual(['/', '/incidents/a/', '/incidents/b/'])
  })

  test('renders everything for another engine, another frame, or when asked to.', async () => {
    for (const again of [
      () => build(PAGES, { version: '2' }),
      () => build(PAGES, { version: '2' }, 'Acme Ltd'),
      () => build(PAGES, { version: '2', fresh: true }, 'Acme Ltd'),
    ]) {
      rendered = []
      await again()
      expect(rendered).toHaveLength(3)
    }
  })

  test('renders everything on another Node, which may write dates otherwise.', async () => {
    const text = readFileSync(manifest, 'utf8')
    const { tz } = process.versions
    expect(text).toContain(tz)
    writeFileSync(manifest, text.replace(tz ?? '', '2001a'))
    await build(PAGES)
    expect(rendered).toHaveLength(3)
  })

  test('leaves the time of a file alone whose bytes are the same.', async () => {
    const time = () => statSync(join(place, 'index.html')).mtimeMs
    const before = time()
    await new Promise((done) => setTimeout(done, 20))
    await build(PAGES, { data: 'b' })
    expect(rendered).toEqual(['/'])
    expect(time()).toBe(before)
  })

  test('keeps the old page where a new one cannot be rendered, says so, and tries again next time.', async () => {
    const broken = [...PAGES.slice(0, 2), page('/incidents/b/', 'broken'), page('/incidents/c/', 'broken')]
    const { failed } = await build(broken)
    expect(failed.map(({ path }) => path)).toEqual(['/incidents/b/', '/incidents/c/'])
    expect(failed[0]?.message).toContain('No such thing.')
    expect(built()['incidents/b/index.html']).toBe('/incidents/b/: {"b":1}')
    expect(Object.keys(built())).not.toContain('incidents/c/index.html')
    rendered = []
    await build(PAGES)
    expect(rendered).toEqual(['/incidents/b/'])
  })

  test.each([
    ['of another engine', { version: '2' }],
    ['of a fresh build', { fresh: true }],
  ])('keeps the old page where a new one cannot be rendered %s.', async (_, more) => {
    const broken = [...PAGES.slice(0, 2), page('/incidents/b/', 'broken')]
    for (let again = 0; again < 2; again++) expect((await build(broken, more)).failed).toHaveLength(1)
    expect(built()['incidents/b/index.html']).toBe('/incidents/b/: {"b":1}')
    writeFileSync(join(place, 'incidents/b/index.html'), 'not what a build wrote')
    await build(broken, more)
    expect(Object.keys(built())).not.toContain('incidents/b/index.html')
  })

  test('that the disk stops leaves the old site as it was, and nothing beside it.', async () => {
    const before = built()
    const full: Engine = {
      ...engine,
      render: async (one) => {
        if (one.path === '/incidents/b/') writeFileSync(join(folder, 'no such folder/x'), '')
        return engine.render(one)
      },
    }
    const pages = PAGES.map((one) => ({ ...one, shows: () => [one.shows(), 'new'] }))
    const files = new Map([['\0', Buffer.from('a name that no disk takes')]])
    await expect(publish(full, { pages, frame: 'Acme' }, publication({ files }))).rejects.toThrow('null bytes')
    expect(built()).toEqual(before)
    expect(readdirSync(dirname(place)).toSorted()).toEqual(['.evenkeel', 'status'])
  })
})

test('Two builds at once into one folder leave one whole site, and a manifest that is true of it.', async () => {
  const pages = (name: string) => Array.from({ length: 30 }, (_, i) => page(`/${i}/`, [name, i]))
  await build(pages('zero'))
  await Promise.all(['one', 'two', 'three'].map((name) => build(pages(name))))
  const site = built()
  const names = new Set(Object.values(site).flatMap((text) => /one|two|three|zero/.exec(text)?.[0] ?? []))
  expect(names.size).toBe(1)
  rendered = []
  await build(pages([...names][0] ?? ''))
  expect(rendered).toEqual([])
  expect(readdirSync(join(folder, 'dist/.evenkeel'))).toEqual(['status.json'])
})

test('A build that others overtake again and again is whole all the same.', async () => {
  const others = [1, 2, 3, 4, 5].map((n) => (n < 5 ? PAGES : PAGES.slice(0, 1)))
  await build(PAGES)
  const overtaken: Engine = {
    ...engine,
    render: async (one) => {
      const pages = one.path === '/' && others.shift()
      if (pages) await build(pages, { data: `other ${others.length}` })
      return engine.render(one)
    },
  }
  await publish(overtaken, { pages: PAGES.toReversed(), frame: 'Acme' }, publication({ data: 'mine' }))
  expect(others).toEqual([])
  expect(Object.keys(built()).toSorted()).toEqual([
    'icon.svg',
    'incidents/a/index.html',
    'incidents/b/index.html',
    'index.html',
  ])
})

test('Of two pages at one address the first one is there.', async () => {
  await build([page('/a/', 'first'), page('/a/', 'second')])
  expect(built()['a/index.html']).toContain('first')
  await build([page('/a/', 'third'), page('/a/', 'second')])
  expect(built()['a/index.html']).toContain('third')
})

test('A place that is a link is written through it.', async () => {
  const real = join(folder, 'served')
  mkdirSync(real)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(real, place)
  await build(PAGES)
  expect(lstatSync(place).isSymbolicLink()).toBe(true)
  expect(readdirSync(real).toSorted()).toEqual(['icon.svg', 'incidents', 'index.html'])
})

test.each([
  ['a folder', (lock: string) => mkdirSync(join(lock, 'x'), { recursive: true })],
  ['a link to nothing', (lock: string) => symlinkSync('nowhere', lock)],
  ['of a process that is gone', (lock: string) => writeFileSync(lock, '999999999 x')],
])('A lock that is %s holds nobody up.', async (_, leave) => {
  mkdirSync(dirname(manifest), { recursive: true })
  leave(`${manifest}.lock`)
  expect(await build(PAGES)).toMatchObject({ rendered: 3 })
})

test('Web servers can read what was built.', async () => {
  await build(PAGES)
  expect((statSync(place).mode & 0o005).toString(8)).toBe('5')
})
