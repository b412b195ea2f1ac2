/** Red, green and blue from 0 to 1, as in `#rrggbb`. */
type Rgb = readonly [number, number, number]

/** The papers of both colour schemes, as `site/shared/tokens.css` has them. */
export const LIGHT = '#fcfdfd'
const DARK = '#111519'
/** WCAG 2.2, 1.4.3 asks 4.5 of text on its background; on dark paper coloured text needs more to be pleasant. */
export const ENOUGH = { light: 4.5, dark: 7 }

/** What the public site makes of a brand colour: text colours that can be read on both papers, and a hue for its greys. */
export function brandColours(colour: string): { light: string; dark: string; hue: number } {
  return {
    light: readable(colour, LIGHT, ENOUGH.light),
    dark: readable(colour, DARK, ENOUGH.dark),
    hue: Math.round(hueOf(parse(colour))),
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

/** The hue angle in OKLCH, degrees. https://bottosson.github.io/posts/oklab/ */
function hueOf(rgb: Rgb): number {
  const [r, g, b] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return (Math.atan2(y, x) * 180) / Math.PI + (Math.atan2(y, x) < 0 ? 360 : 0)
}
