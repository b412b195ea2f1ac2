import type { Element, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { idOf, levelOf } from './nodes.ts'

/** Properties that name an element by its id. */
const NAMING = ['ariaLabelledBy', 'ariaDescribedBy', 'ariaControls', 'htmlFor']

/** Every id in a text. */
export function idsIn(tree: Root): Set<string> {
  const ids = new Set<string>()
  visit(tree, 'element', (node) => {
    const id = idOf(node)
    if (id !== null) ids.add(id)
  })
  return ids
}

/**
 * Makes a part of a text one of many on its page: its ids begin with `scope`, and so do links to them and to `others`,
 * the ids of its other parts. Its headings stand a level lower; what only works on a page of its own is left out.
 */
export function scopeTo(tree: Root, scope: string, others: ReadonlySet<string>): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined || !isOfAPage(node)) return undefined
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
  const own = idsIn(tree)
  visit(tree, 'element', (node) => {
    const { properties } = node
    const level = levelOf(node)
    if (level !== null) node.tagName = `h${Math.min(6, level + 1)}`
    for (const name of ['id', ...NAMING]) {
      const value = properties[name]
      if (typeof value === 'string') properties[name] = `${scope}${value}`
      else if (Array.isArray(value)) properties[name] = value.map((one) => `${scope}${one}`)
    }
    const { href } = properties
    if (typeof href !== 'string' || !href.startsWith('#')) return
    const id = href.slice(1)
    if (own.has(id) || others.has(id)) properties['href'] = `#${scope}${id}`
  })
}

/** Buttons and fields that a script shows, ways back within a tree, and its drawing. */
const isOfAPage = ({ tagName, properties: { className } }: Element): boolean =>
  tagName === 'button' ||
  (Array.isArray(className) && ['fill', 'back', 'drawn'].some((name) => className.includes(name)))
