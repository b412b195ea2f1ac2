import base from '../shared/base.css?raw'
import { stylesheetOf } from '../shared/stylesheet'
import tokens from '../shared/tokens.css?raw'

/*
 * What pages share lies in `styles/every-page/` and comes first; what a kind of page has of its own lies beside that folder
 * and has the last word. Among the files of a folder nothing may depend on their order.
 */
const common: Record<string, string> = import.meta.glob('./styles/every-page/*.css', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const own: Record<string, string> = import.meta.glob('./styles/*.css', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** The stylesheet of the ops site. */
export const stylesheet = stylesheetOf(tokens, base, ...Object.values(common), ...Object.values(own))
