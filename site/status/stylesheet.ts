import { brandColours } from '#model/status/brand'
import base from '../shared/base.css?raw'
import { stylesheetOf, type Stylesheet } from '../shared/stylesheet'
import tokens from '../shared/tokens.css?raw'
import own from './style.css?raw'

/** In the brand's colour: a style attribute or element would need `unsafe-inline`, a second file a second request. */
export function brandedStylesheet(color: string | undefined): Stylesheet {
  const brand = color === undefined ? null : brandColours(color)
  const accent = brand
    ? `:root{--hue:${brand.hue};--accent:${brand.light}}@media (prefers-color-scheme:dark){:root{--accent:${brand.dark}}}`
    : ''
  return stylesheetOf(tokens, accent, base, own)
}
