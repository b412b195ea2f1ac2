import { expect, test } from 'vitest'
import { placedPictures } from './pictures.ts'
import { picturesOf } from '../view/print-pictures.ts'

const MB = 1_000_000
const of = (...pictures: string[]) => ({ pictures })

test('Pictures have room as the runbooks come, until the page would be too large; the others are named.', () => {
  const known = { a: 'A'.repeat(2 * MB), b: 'B'.repeat(2 * MB), c: 'C'.repeat(0.5 * MB) }
  const { within, left_out } = placedPictures([of('a'), of(), of('b', 'c'), of('gone')], known, 2 * MB)
  expect([...within].map(([i, own]) => [i, Object.keys(own)])).toEqual([
    [0, ['a']],
    [2, ['c']],
  ])
  expect(left_out).toEqual(['b', 'gone'])
  const total = [...within.values()].flatMap((own) => Object.values(own)).join('').length
  expect(2 * MB + total).toBeLessThan(5 * MB)
})

test('A page that is too large by its words has no picture, and a name that objects have by themselves is none.', () => {
  expect(placedPictures([of('a')], { a: 'x' }, 5 * MB)).toEqual({ within: new Map(), left_out: ['a'] })
  expect(placedPictures([of('__proto__', 'constructor')], {}, 0).left_out).toEqual(['__proto__', 'constructor'])
})

test('What a text may show is asked of its words, however the picture is written, and of no other folder.', () => {
  const markdown =
    '![a](img/a.png "A") <img src="img/b.SVG"> [r]: ../c%20d.png\n![x](https://x.example/e.png) ![y](/f.png) ![z](../../../g.png)'
  const ours = new Set(['runbooks/pay/img/a.png', 'runbooks/pay/img/b.SVG', 'runbooks/c d.png', 'f.png', 'g.png'])
  expect(picturesOf({ file: 'runbooks/pay/x.md', body: { markdown, line: 1 } }, ours)).toEqual([
    'runbooks/pay/img/a.png',
    'runbooks/pay/img/b.SVG',
    'runbooks/c d.png',
  ])
})
