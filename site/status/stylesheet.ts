import { accentOf } from '../shared/accent'
import base from '../shared/base.css?raw'
import { stylesheetOf, type Stylesheet } from '../shared/stylesheet'
import tokens from '../shared/tokens.css?raw'
import { ORDER } from './styles/order'

const files: Record<string, string> = import.meta.glob('./styles/*.css', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const own = ORDER.map((name) => files[`./styles/${name}.css`] ?? '')

/** In the brand's colour: a style attribute or element would need `unsafe-inline`, a second file a second request. */
export const brandedStylesheet = (color: string | undefined): Stylesheet =>
  stylesheetOf(tokens, accentOf(color), base, ...own)
