import type { RootContent } from 'mdast'
import { withoutBeginning, type SectionList } from '#io/section-list'
import { renderParsed, type RenderOptions } from './markdown'

export { listUnder } from '#io/section-list'

/**
 * Items of a section's list as HTML: the first one's text without so many of its first characters, then the others as a
 * list of their own. What they refer to may stand anywhere in their text.
 */
export function itemHtml(
  { items, definitions }: Pick<SectionList, 'items' | 'definitions'>,
  { places: [first, ...others], characters }: { places: readonly number[]; characters: number },
  options: RenderOptions,
): string {
  const one = first === undefined ? undefined : items[first]
  const beside = others.flatMap((place) => items.slice(place, place + 1))
  const list: RootContent[] =
    beside.length === 0
      ? []
      : [{ type: 'list', children: beside.map(({ children }) => ({ type: 'listItem', spread: false, children })) }]
  const children = [...(one ? withoutBeginning(one, characters) : []), ...list, ...definitions]
  return renderParsed({ type: 'root', children }, options)
}
