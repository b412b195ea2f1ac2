import { createHash } from 'node:crypto'

/** A site's one stylesheet. */
export interface Stylesheet {
  text: string
  /** Changes with the text, for its address. */
  version: string
}

/** Style sheets as one, without what only people read. */
export function stylesheetOf(...sheets: readonly string[]): Stylesheet {
  // What stands in quotes is read by people, or by a selector: it is set aside, and put back as it was written.
  const quoted: string[] = []
  const text = sheets
    .join('\n')
    .replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*[\s\S]*?\*\//g, (found) =>
      found.startsWith('/*') ? '' : `"${quoted.push(found) - 1}"`,
    )
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/: (?=[^{}]*[;}])/g, ':')
    .trim()
    .replaceAll(/"(\d+)"/g, (_, at: string) => quoted[Number(at)] ?? '')
  return { text, version: createHash('sha256').update(text).digest('hex').slice(0, 8) }
}
