import { createHash } from 'node:crypto'
import { brandColours } from '#model/status/brand'
import base from '../shared/base.css?raw'
import tokens from '../shared/tokens.css?raw'
import { status } from './data'
import own from './style.css?raw'

/*
 * One stylesheet with the brand's colour in it: a style attribute or element would need `unsafe-inline`, and a second
 * file a second request.
 */
const { color } = status.site.brand
const brand = color === undefined ? null : brandColours(color)
const accent = brand
  ? `:root{--hue:${brand.hue};--accent:${brand.light}}@media (prefers-color-scheme:dark){:root{--accent:${brand.dark}}}`
  : ''

const text = [tokens, accent, base, own]
  .join('\n')
  .replaceAll(/\/\*[\s\S]*?\*\//g, '')
  .replaceAll(/\s+/g, ' ')
  .replaceAll(/ ?([{};,]) ?/g, '$1')
  .replaceAll(/: (?=[^{}]*[;}])/g, ':')
  .trim()

/** Its text, and a version that changes with it, for the address. */
export const stylesheet = { text, version: createHash('sha256').update(text).digest('hex').slice(0, 8) }
