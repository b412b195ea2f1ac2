import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addresses, pageFile, placesOf } from './page-address.ts'

test.each([
  ['/alerts/Disk usage > 90%/', '/alerts/Disk usage > 90%/', '/alerts/Disk%20usage%20%3E%2090%25/'],
  ['/components/what? #1/', '/components/what%3F %231/', '/components/what%253F%20%25231/'],
  ['/alerts/50%25 full/', '/alerts/50%2525 full/', '/alerts/50%252525%20full/'],
  ['/runbooks/../../etc/', '/runbooks/%2E%2E/%2E%2E/etc/', '/runbooks/%252E%252E/%252E%252E/etc/'],
  ['/services/a\\b/', '/services/a%5Cb/', '/services/a%255Cb/'],
  ['/services/支払い/', '/services/支払い/', '/services/%E6%94%AF%E6%89%95%E3%81%84/'],
  ['/services/index.html/', '/services/index%2Ehtml/', '/services/index%252Ehtml/'],
  ['/alerts//x//', '/alerts/%2F/x/%2F/', '/alerts/%252F/x/%252F/'],
  ['/services/\uD800/', '/services/\uFFFD/', '/services/%EF%BF%BD/'],
])('%s lies in %s, at %s.', (page, file, address) => {
  expect(pageFile(page)).toBe(file)
  expect(addresses('/').href(page)).toBe(address)
})

test('A site under a folder of its host has it before every address.', () => {
  const { file, href } = addresses('/status/')
  expect(file('/feed.json')).toBe('/status/feed.json')
  expect(href('/')).toBe('/status/')
})

const name = fc.string({ unit: fc.constantFrom('a', '.', '%', '2', '3', 'F', '?', '#', '\\', ' ', 'é'), minLength: 1 })

test('Whatever a record is called, its file lies in the folder, and its address leads a browser to that file.', () => {
  fc.assert(
    fc.property(name, (called) => {
      const file = pageFile(`/services/${called}/`)
      const { pathname, search, hash } = new URL(addresses('/').href(`/services/${called}/`), 'https://acme.example')
      expect(decodeURIComponent(pathname)).toBe(file)
      expect(search + hash).toBe('')
      expect(file.split('/')).toHaveLength(4)
      expect(file).not.toMatch(/\/\.{1,2}\//)
    }),
  )
})

test('Two names never share a file.', () => {
  fc.assert(fc.property(name, name, (a, b) => a === b || pageFile(a) !== pageFile(b)))
})

test('A name that no disk takes is cut, and keeps what tells it from the next one.', () => {
  const [a, b] = ['a', 'b'].map((end) => pageFile(`/alerts/${'é'.repeat(300)}${end}/`))
  expect(a).not.toBe(b)
  for (const file of [a, b]) expect(Buffer.byteLength(file?.split('/')[2] ?? '')).toBeLessThan(256)
})

test('Of names that differ in case or Unicode form alone, the others lie beside the one in lower case.', () => {
  const { of, moved } = placesOf([
    '/services/API/',
    '/services/api/',
    '/services/other/',
    '/badges/API.svg',
    '/badges/api.svg',
  ])
  expect(of('/services/api/')).toBe('/services/api/')
  expect(of('/services/other/')).toBe('/services/other/')
  expect(of('/services/API/')).toMatch(/^\/services\/API~[\da-f]{16}\/$/)
  expect(of('/badges/API.svg')).toMatch(/^\/badges\/API~[\da-f]{16}\.svg$/)
  expect(moved.map(([page]) => page)).toEqual(['/services/API/', '/badges/API.svg'])
  expect(addresses('/', of).href('/services/API/')).toBe(of('/services/API/'))
  const accents = placesOf(['/teams/cafe\u0301/', '/teams/caf\u00e9/'])
  expect(accents.moved.map(([page]) => page)).toEqual(['/teams/cafe\u0301/'])
})

test('Whatever pages there are and in whatever order, no two lie at one place, to any disk, and most stay.', () => {
  const unit = fc.constantFrom('a', 'A', 'e\u0301', '\u00e9', '\u00c9', 'ß', 'SS', '~', '.')
  const paths = fc.uniqueArray(fc.string({ unit, minLength: 1, maxLength: 4 }).map((called) => `/teams/${called}/`))
  const shuffled = paths.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  fc.assert(
    fc.property(shuffled, ([pages, other]) => {
      const [places, again] = [placesOf(pages), placesOf(other)]
      const read = pages.map((page) => places.of(page).normalize('NFC').toLowerCase())
      expect(new Set(read).size).toBe(pages.length)
      for (const page of pages) expect(again.of(page)).toBe(places.of(page))
      const names = new Set(pages.map((page) => page.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC')))
      expect(places.moved.length).toBe(pages.length - names.size)
    }),
  )
})
