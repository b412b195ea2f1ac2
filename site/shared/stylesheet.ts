import { createHash } from 'node:crypto'

/** A site's one stylesheet. */
export interface Stylesheet {
  text: string
  /** Changes with the text, for its address. */
  version: string
}

/** Style sheets as one, without what only people read. */
export function stylesheetOf(...sheets: readonly string[]): Stylesheet {
  const text = sheets
    .join('\n')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/: (?=[^{}]*[;}])/g, ':')
    .trim()
  return { text, version: createHash('sha256').update(text).digest('hex').slice(0, 8) }
}
