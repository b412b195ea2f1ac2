import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { brandColours, contrast, readable } from './brand.ts'
import { PROJECT } from '../../fixtures/places.ts'

// Published ratios: https://webaim.org/resources/contrastchecker/ and WCAG's own 21 and 1.
test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#767676', '#ffffff', 4.54],
  ['#ff0000', '#ffffff', 4],
  ['#0000ff', '#ffffff', 8.59],
])('The contrast of %s on %s is %f, either way round.', (a, b, expected) => {
  expect(contrast(a, b)).toBeCloseTo(expected, 1)
  expect(contrast(b, a)).toBe(contrast(a, b))
})

test('A colour that can be read stays as it is.', () => {
  expect(readable('#0000ff', '#ffffff', 4.5)).toBe('#0000ff')
})

test('Yellow becomes a darker yellow on light paper, and stays itself on dark paper.', () => {
  const { light, dark } = brandColours('#ffdd00')
  expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(light).toMatch(/^#[0-9a-f]{4}00$/)
  expect(dark).toBe('#ffdd00')
})

test('Whatever the brand, its words can be read on both papers.', () => {
  const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'))
  fc.assert(
    fc.property(channel, channel, channel, (r, g, b) => {
      const { light, dark } = brandColours(`#${r}${g}${b}`)
      expect(contrast(light, '#fcfdfe')).toBeGreaterThanOrEqual(4.5)
      expect(contrast(dark, '#0e1517')).toBeGreaterThanOrEqual(7)
    }),
  )
})

test('Those papers are as light as the ones of the stylesheet.', () => {
  const css = readFileSync(join(PROJECT, 'site/shared/tokens.css'), 'utf8')
  const lightness = [...css.matchAll(/--paper: oklch\((\d+(?:\.\d+)?)%/g)].map(([, percent]) => Number(percent) / 100)
  // Of a grey the luminance is the cube of OKLCH's lightness; against black a contrast tells it.
  const luminance = ['#fcfdfe', '#0e1517'].map((paper) => contrast(paper, '#000000') * 0.05 - 0.05)
  expect(luminance[0]).toBeCloseTo((lightness[0] ?? 0) ** 3, 2)
  expect(luminance[1]).toBeCloseTo((lightness[1] ?? 0) ** 3, 3)
})
