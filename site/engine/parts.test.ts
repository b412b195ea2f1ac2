import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nothing, type LookUp } from './page.ts'
import { partsIn } from './parts.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-parts-'))
  file = join(folder, 'ops.json.parts')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What a build makes anew of some parts, each of which looks one thing up. */
function build(from: readonly string[], { engine = '1', fresh = false, lookUp = nothing as LookUp } = {}) {
  const made: string[] = []
  const parts = partsIn(file, engine, fresh)
  const html = from.map((one) =>
    parts.remember(one, lookUp, (ask) => {
      made.push(one)
      return `<p>${one} → ${ask(`${one}.md`) ?? 'nowhere'} ü`
    }),
  )
  parts.save()
  return { made, html }
}

test('A part is made once, and anew where it is made from something else.', () => {
  const first = build(['a', 'b'])
  expect(first.made).toEqual(['a', 'b'])
  expect(build(['a', 'b'])).toEqual({ made: [], html: first.html })
  expect(build(['b', 'c', 'a']).made).toEqual(['c'])
  // What a build has no use for is forgotten.
  build(['a'])
  expect(build(['a', 'c']).made).toEqual(['c'])
})

test('It is made anew where what it looked up has another answer, and asks again where it has not.', () => {
  const asked: string[] = []
  const to = (b: string) => (question: string) => {
    asked.push(question)
    return question === 'b.md' ? b : null
  }
  build(['a', 'b'], { lookUp: to('/b/') })
  asked.length = 0
  expect(build(['a', 'b'], { lookUp: to('/b/') }).made).toEqual([])
  expect(asked).toEqual(['a.md', 'b.md'])
  expect(build(['a', 'b'], { lookUp: to('/new/') })).toEqual({
    made: ['b'],
    html: ['<p>a → nowhere ü', '<p>b → /new/ ü'],
  })
})

test.each<[what: string, spoil: () => unknown, options: object]>([
  ['another engine has made', () => {}, { engine: '2' }],
  ['a fresh build is not to know', () => {}, { fresh: true }],
  ['is cut off', () => writeFileSync(file, readFileSync(file).subarray(0, 40)), {}],
  ['is something else', () => writeFileSync(file, '{}'), {}],
  [
    'is spoilt in one sign',
    () => writeFileSync(file, readFileSync(file).toString('latin1').replace('nowhere', 'nowHere'), 'latin1'),
    {},
  ],
])('What %s counts for nothing.', (_, spoil, options) => {
  const { html } = build(['a'])
  spoil()
  expect(build(['a'], options)).toEqual({ made: ['a'], html })
})

test('A build whose page of parts stays as it is leaves them alone.', () => {
  build(['a'])
  const kept = readFileSync(file)
  build([])
  expect(readFileSync(file).equals(kept)).toBe(true)
})
