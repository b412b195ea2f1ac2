import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publicIdOf } from './public-id.ts'

const URL = 'https://status.acme.example'

test('A public id is 12 characters of a-z and 0-9, whatever it stands for.', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (kind, id, url) => {
      expect(publicIdOf(kind, id, url)).toMatch(/^[a-z0-9]{12}$/)
    }),
  )
})

test('A public id is the same for ever: links to it live on.', () => {
  // Written down once; whoever changes the derivation breaks every link to every page.
  expect(publicIdOf('incident', 'INC-2026-0031', URL)).toMatchInlineSnapshot(`"vvlg365bgs6i"`)
  expect(publicIdOf('component', 'checkout', URL)).toMatchInlineSnapshot(`"g4mejmrbvmom"`)
})

test('A slash at the end of the address changes nothing.', () => {
  expect(publicIdOf('incident', 'INC-2026-0031', `${URL}/`)).toBe(publicIdOf('incident', 'INC-2026-0031', URL))
})

test('Another record, another kind of record and another page have another id.', () => {
  const ids = [
    publicIdOf('incident', 'INC-2026-0031', URL),
    publicIdOf('incident', 'INC-2026-0032', URL),
    publicIdOf('change', 'INC-2026-0031', URL),
    publicIdOf('incident', 'INC-2026-0031', 'https://status.other.example'),
  ]
  expect(new Set(ids).size).toBe(4)
})

test('Ten thousand records of a page have ten thousand ids, of which none shows its number.', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => publicIdOf('incident', `INC-2026-${i + 1000}`, URL))
  expect(new Set(ids).size).toBe(10_000)
  expect(ids.filter((id, i) => id.includes(String(i + 1000))).length).toBeLessThan(50)
})
