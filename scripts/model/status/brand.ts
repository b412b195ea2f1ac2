/** Red, green and blue from 0 to 1, as in `#rrggbb`. */
type Rgb = readonly [number, number, number]

/** The papers of both colour schemes, as `site/shared/tokens.css` has them. */
export const LIGHT = '#fcfdfe'
const DARK = '#0e1517'
/** WCAG 2.2, 1.4.3 asks 4.5 of text on its background; on dark paper coloured text needs more to be pleasant. */
export const ENOUGH = { light: 4.5, dark: 7 }

/** What the public site makes of a brand colour: text colours that can be read on both papers. */
export function brandColours(colour: string): { light: string; dark: string } {
  return {
    light: readable(colour, LIGHT, ENOUGH.light),
    dark: readable(colour, DARK, ENOUGH.dark),
  }
}

/** WCAG's contrast ratio of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(parse(a)), luminance(parse(b))].toSorted((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

/** The colour itself where it can be read on a paper, else the nearest darker or lighter one that can. */
export function readable(colour: string, paper: string, enough: number): string {
  const towards: Rgb = luminance(parse(paper)) > 0.5 ? [0, 0, 0] : [1, 1, 1]
  const from = parse(colour)
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = format(mix(from, towards, share))
    if (contrast(mixed, paper) >= enough) return mixed
  }
  return format(towards)
}

const parse = (colour: string): Rgb => {
  const channel = (i: number) => Number.parseInt(colour.slice(i, i + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}
const format = (rgb: Rgb): string =>
  `#${rgb
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

/** sRGB to linear light (IEC 61966-2-1). */
const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
const luminance = (rgb: Rgb): number => 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
