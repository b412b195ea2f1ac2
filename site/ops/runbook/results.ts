import type { Element, ElementContent } from 'hast'
import { element, isElement, text } from './nodes.ts'

/**
 * A list of results, `bank_timeout: one bank. Step 2.`, as terms and what they mean. Null where one of its items isn't
 * written like that: a list stays a list.
 */
export function resultsOf(list: Element): Element | null {
  const items = list.children.filter((node) => isElement(node, 'li'))
  const rows = items.map(rowOf)
  if (rows.length === 0 || !rows.every((row) => row !== null)) return null
  return element('dl', { className: ['goes'] }, ...rows)
}

function rowOf(item: Element): Element | null {
  const [paragraph, ...more] = item.children.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  const words = isElement(paragraph, 'p') ? (more.length === 0 ? paragraph.children : null) : item.children
  if (words === null || words.some((node) => isElement(node, 'ul', 'ol', 'pre', 'dl', 'div', 'table', 'p'))) return null
  const cut = words.findIndex((node) => node.type === 'text' && BETWEEN.test(node.value))
  const node = words[cut]
  if (node?.type !== 'text') return null
  const { index = 0, 0: sign = '' } = BETWEEN.exec(node.value) ?? {}
  const term: ElementContent[] = [...words.slice(0, cut), text(node.value.slice(0, index))]
  const rest = node.value.slice(index + sign.length)
  const meaning: ElementContent[] = [text(rest), ...words.slice(cut + 1)]
  return element('div', {}, element('dt', {}, ...term), element('dd', {}, ...meaning))
}

const BETWEEN = /:(?=\s|$)\s?| (?:\u2192|->|=>) /
