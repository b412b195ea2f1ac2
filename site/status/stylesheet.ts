import { accentOf } from '../shared/accent'
import base from '../shared/base.css?raw'
import { stylesheetOf, type Stylesheet } from '../shared/stylesheet'
import tokens from '../shared/tokens.css?raw'
import own from './style.css?raw'

/** In the brand's colour: a style attribute or element would need `unsafe-inline`, a second file a second request. */
export const brandedStylesheet = (color: string | undefined): Stylesheet =>
  stylesheetOf(tokens, accentOf(color), base, own)
