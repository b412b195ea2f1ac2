import type { Element, ElementContent, Nodes, Properties, Root, Text } from 'hast'

/** Makes an element; null children are left out. */
export const element = (
  tagName: string,
  properties: Properties,
  ...children: readonly (ElementContent | string | null)[]
): Element => ({
  type: 'element',
  tagName,
  properties,
  children: children.flatMap((child) => (child === null ? [] : typeof child === 'string' ? [text(child)] : [child])),
})

export const text = (value: string): Text => ({ type: 'text', value })

/** The words of a part of a tree. */
export const wordsOf = (node: Nodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(wordsOf).join('') : ''

export const isElement = (node: Nodes | undefined, ...names: readonly string[]): node is Element =>
  node?.type === 'element' && names.includes(node.tagName)

/** 2 of an `h2`; null of what is no heading. */
export const levelOf = (node: Nodes): number | null => {
  const match = node.type === 'element' ? /^h([1-6])$/.exec(node.tagName) : null
  return match ? Number(match[1]) : null
}

export const idOf = ({ properties }: Element): string | null => {
  const { id } = properties
  return typeof id === 'string' ? id : null
}

/** Some parts as a tree of their own. */
export const rootOf = (children: Root['children']): Root => ({ type: 'root', children })
