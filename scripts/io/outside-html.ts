/** Elements that hold nothing, and are never closed. */
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])

/**
 * Those of some Markdown's nodes that stand in no element of HTML: a `<details>` or a `<blockquote>` goes on over blank lines
 * until it is closed, and what lies between is Markdown again. One that is opened within a paragraph ends with it.
 */
export function outsideHtml<T extends { type: string; value?: string }>(nodes: readonly T[]): T[] {
  const open: string[] = []
  return nodes.filter((node) => {
    const isOutside = open.length === 0
    if (node.type === 'html') for (const tag of tagsIn(node.value ?? '')) step(open, tag)
    return isOutside
  })
}

/** The tags of some HTML, as `details` and `/details`. Of a comment none. */
const tagsIn = (html: string): string[] =>
  html.startsWith('<!--')
    ? []
    : html
        .split('<')
        .flatMap((part, at) => (at === 0 ? [] : (/^\/?[a-z][a-z\d-]{0,30}/i.exec(part)?.[0].toLowerCase() ?? [])))

function step(open: string[], tag: string): void {
  if (!tag.startsWith('/')) return void (VOID.has(tag) || open.push(tag))
  const from = open.lastIndexOf(tag.slice(1))
  if (from !== -1) open.length = from
}
