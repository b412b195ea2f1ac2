import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { element, idOf, isElement, levelOf, wordsOf } from '../runbook/nodes.ts'

/*
 * A runbook's text as one of a thousand on a page: what is said by markup alone is said in as little of it as will do.
 */

/** Properties that name an element by its id. */
const NAMING = ['ariaLabelledBy', 'ariaDescribedBy', 'ariaControls', 'htmlFor']

/**
 * Stands before each id of a text, until its place on the page is known: a text that is made once has another place as
 * others come and go. A sign of no script, which is taken out of all texts.
 */
export const PLACE = '\ue000'

/**
 * Makes a text, whole, one of many on its page: ids that something leads to are short, the others go; headings stand a
 * level lower; what a script shows, and drawings, are left out; a command is a block with a line below it.
 */
export function oneOfMany(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    const instead = isOfAPage(node) ? [] : isAnswer(node, parent) ? node.children : shorter(node)
    if (instead === null) return undefined
    parent.children.splice(index, 1, ...instead)
    return [SKIP, index]
  })
  // References stand for any sign.
  visit(tree, 'text', (node) => {
    node.value = unplaced(node.value)
  })
  visit(tree, 'element', lowered)
  // Lines between blocks are for who reads the source.
  visit(tree, 'text', (node, index, parent) => {
    if (index === undefined || !/^\n+$/.test(node.value) || !holdsBlocks(parent)) return undefined
    parent?.children.splice(index, 1)
    return index
  })
  renumber(tree)
}

const holdsBlocks = (parent: Element | Root | undefined): boolean =>
  parent?.type === 'root' ||
  isElement(parent, 'div', 'ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tr', 'blockquote', 'details')

/** Buttons and fields that a script shows, ways back within a tree, its drawing, signs beside a word. */
const isOfAPage = (node: Element): boolean =>
  node.tagName === 'button' || ['fill', 'back', 'drawn', 'glyph'].some((name) => isCalled(node, name))

const isCalled = ({ properties: { className } }: Element, name: string): boolean =>
  Array.isArray(className) && className.includes(name)

/** The paragraph of an answer in a tree: alone in its item, or before what is asked next. */
const isAnswer = (node: Element, item: Element | Root): boolean =>
  node.tagName === 'p' &&
  isElement(item, 'li') &&
  item.children.every((one) => one === node || (isElement(one, 'div') && isCalled(one, 'question')))

/** The same in less markup; null: as it is. What comes of it is looked at again. */
function shorter(node: Element): ElementContent[] | null {
  if (isCalled(node, 'cmd')) return command(node)
  if (isCalled(node, 'answer')) return [element('b', {}, ...node.children)]
  if (node.tagName === 'strong') return [{ ...node, tagName: 'b' }]
  const isPlain =
    node.tagName === 'span' || (node.tagName === 'div' && node.children.every((one) => isElement(one, 'dt', 'dd')))
  return isPlain ? node.children : null
}

/** A block, and below it what it does and in which language, but for the shell: most are of it. */
function command(box: Element): ElementContent[] {
  const [pre, foot] = box.children
  if (!isElement(pre, 'pre') || !isElement(foot, 'div')) return [box]
  const [code] = pre.children
  const said = foot.children
    .filter((one) => !isElement(one, 'button'))
    .map(wordsOf)
    .filter((word) => word !== 'Shell')
  const changes = isCalled(box, 'changes')
  return [
    element('pre', {}, ...(isElement(code, 'code') ? code.children : pre.children)),
    said.length === 0 ? null : element('p', { className: [changes ? 'w' : 'f'] }, said.join(' \u00b7 ')),
  ].filter((one) => one !== null)
}

function lowered(node: Element) {
  const level = levelOf(node)
  if (level !== null) node.tagName = `h${Math.min(6, level + 1)}`
  const { properties } = node
  for (const [name, value] of Object.entries(properties))
    if (typeof value === 'string') properties[name] = unplaced(value)
  if (node.tagName === 'pre') delete properties['tabIndex']
  // A picture is in the page already, and paper doesn't scroll.
  if (node.tagName === 'img') for (const name of ['loading', 'decoding']) delete properties[name]
  delete properties['dataName']
  delete properties['data-name']
  if (isCalled(node, 'goes') || isCalled(node, 'ask')) delete properties['className']
}

/** Gives ids that links and names lead to short ones, in the order of the text, and takes the others away. */
function renumber(tree: Root): void {
  const asked = new Set<string>()
  visit(tree, 'element', ({ properties }) => {
    for (const name of NAMING) for (const id of namesIn(properties[name])) asked.add(id)
    const { href } = properties
    if (typeof href === 'string' && href.startsWith('#')) asked.add(decoded(href.slice(1)))
  })
  const numbers = new Map<string, string>()
  visit(tree, 'element', (node) => {
    const id = idOf(node)
    if (id === null) return
    if (asked.has(id) && !numbers.has(id)) node.properties['id'] = numbered(numbers, id)
    else delete node.properties['id']
  })
  visit(tree, 'element', ({ properties }) => {
    for (const name of NAMING) {
      const names = namesIn(properties[name])
      if (names.length > 0) properties[name] = names.flatMap((id) => numbers.get(id) ?? []).join(' ')
    }
    const { href } = properties
    const number = typeof href === 'string' && href.startsWith('#') ? numbers.get(decoded(href.slice(1))) : undefined
    if (number !== undefined) properties['href'] = `#${number}`
  })
}

function numbered(numbers: Map<string, string>, id: string): string {
  const number = `${PLACE}.${numbers.size.toString(36)}`
  numbers.set(id, number)
  return number
}

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(' ') : []

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** The same data without that sign. */
export function withoutPlaces<T>(value: T): T {
  const json = JSON.stringify(value)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing but letters in it is another
  return json.includes(PLACE) ? (JSON.parse(unplaced(json)) as T) : value
}

export const unplaced = (text: string): string => text.replaceAll(PLACE, '\ufffd')
