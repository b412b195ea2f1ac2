import { ownValue } from '#model/records/own-value'
import type { Element, Root } from 'hast'
import { sectionsOf } from '#model/records/runbook'
import { fillable } from '#model/runbook/placeholder'
import { treeIn } from '../../shared/decision'
import { anchored, safeTree, writeTree, type RenderOptions } from '../../shared/markdown'
import { treeAsWritten } from './as-written.ts'
import { commandBlocks, inlineCommand, languageOf, writtenBlock, type Around } from './command.ts'
import { element, idOf, isElement, levelOf, rootOf, text as textNode, wordsOf } from './nodes.ts'
import { resultsOf } from './results.ts'
import { linkPlaces, placesOf, type Place } from './step-links.ts'
import { firstQuestion, treeOf, type Exits } from './tree.ts'

/** A section of a runbook, ready to be put into the page. */
export interface TextSection {
  /** `Diagnosis`; as it is written where it is none that is known. */
  name: string
  /** Of its heading. */
  id: string
  /** As it is written. */
  heading: string
  /** What stands below the heading, as safe HTML. */
  html: string
  /** Its headings. */
  steps: { id: string; words: string }[]
  /** Id of the first question of its first decision tree; null: it has none. */
  tree: string | null
}

/** What a runbook's text is to be shown with. */
export interface TextOptions extends Pick<RenderOptions, 'link' | 'image' | 'prefix'> {
  /** What its page is called: a heading above all sections needn't say so again. */
  title?: string
  placeholders: Readonly<Record<string, string>>
  exits: Exits
  tryOut: Around['tryOut']
}

/** The same as a tree: what its page makes HTML of. */
export interface TextPart extends Omit<TextSection, 'html'> {
  root: Root
}

/**
 * A runbook's text in its sections, those that its page knows by name: commands that wrap, with what they do; results in
 * two columns; `Step 2` and quoted headings as links; trees drawn. Of a text that asks for too much work the lines between are as they are written.
 */
export function runbookText(markdown: string, options: TextOptions): TextSection[] {
  return runbookParts(markdown, options).map(({ root, ...part }) => ({ ...part, html: writeTree(root) }))
}

const rendering = (options: TextOptions): RenderOptions => ({ ...options, headings: 2, anchors: true })

const AS_WRITTEN = 'Something is wrong in this tree, and a part of it may be missing above. As it is written:'

/** The sections as trees. */
export function runbookParts(markdown: string, options: TextOptions): TextPart[] {
  const tree = safeTree(markdown, rendering(options)) ?? anchored(treeAsWritten(markdown))
  const parts = partsIn(tree, options.title ?? '')
  const places = placesOf(parts.flatMap(stepsIn))
  const names = fillable(options.placeholders)
  const shown = new Set<string>()
  let trees = 0
  return parts.map((part) => {
    const { name, id, heading } = part
    const around = { ...options, names, section: name }
    const before = trees
    const children = part.children.flatMap((node) => {
      if (isElement(node, 'pre') && languageOf(node) === 'decision') {
        const found = treeIn(wordsOf(node))
        const drawn = found ? [treeOf(found.tree, { number: ++trees, places, exits: options.exits })] : []
        if (found?.whole) return drawn
        if (found) return [...drawn, element('p', {}, AS_WRITTEN), writtenBlock(node)]
      }
      const [filled, fresh] = withInline(node, around, shown)
      const blocks = arranged(filled, around, shown)
      return fresh.length > 0 ? [inputs(fresh, around.placeholders), ...blocks] : blocks
    })
    const root = rootOf(children)
    linkPlaces(root, places, name)
    return {
      name,
      id,
      heading,
      root,
      steps: stepsIn(part).map((step) => ({
        id: step.id,
        words: step.number === null ? step.title : `${step.number} ${step.title}`,
      })),
      tree: trees > before ? firstQuestion(before + 1) : null,
    }
  })
}

interface Part {
  name: string
  id: string
  heading: string
  children: Root['children']
}

/** A text cut at the headings of its sections, or as high as those. What begins it as the title of a document is no section. */
function partsIn(tree: Root, title: string): Part[] {
  const top = Math.min(
    ...tree.children.flatMap((node) => (sectionsOf(wordsOf(node)).length > 0 ? (levelOf(node) ?? []) : [])),
  )
  const parts: Part[] = []
  for (const node of tree.children) {
    const level = levelOf(node)
    if (level !== null && level <= top && node.type === 'element') {
      const heading = wordsOf(node)
      parts.push({ name: sectionsOf(heading).at(-1) ?? heading, id: idOf(node) ?? '', heading, children: [] })
    } else if (parts.length > 0) parts.at(-1)?.children.push(node)
    else if (node.type !== 'text' || node.value.trim() !== '')
      parts.push({ name: '', id: '', heading: '', children: [node] })
  }
  const [first, ...others] = parts
  const above = tree.children.map(levelOf).find((level) => level !== null) ?? top
  if (!first || first.heading === '' || above >= top) return parts
  if (!first.children.some((node) => wordsOf(node).trim() !== '' || isElement(node))) return others
  const repeats = first.heading.trim().toLowerCase() === title.trim().toLowerCase()
  return repeats ? [{ ...first, name: '', id: '', heading: '' }, ...others] : parts
}

const NUMBER = /^(?:step\s)?(\d{1,3})[.):]\s{0,5}/i

const stepsIn = ({ name, children }: Part): Place[] =>
  children.flatMap((node) => {
    if (levelOf(node) === null || node.type !== 'element') return []
    const [id, words] = [idOf(node), wordsOf(node)]
    const number = NUMBER.exec(words)?.[1]
    return id === null
      ? []
      : [{ id, title: words.replace(NUMBER, ''), number: number === undefined ? null : Number(number), section: name }]
  })

/** Commands within lines with their placeholders filled in, and those that nobody was asked for yet. */
function withInline(
  top: Root['children'][number],
  around: Omit<Around, 'shown'>,
  shown: Set<string>,
): [Root['children'][number], string[]] {
  const fresh: string[] = []
  const ask = (name: string) => {
    if (shown.has(name)) return
    shown.add(name)
    fresh.push(name)
  }
  const filled = <T extends Root['children'][number] | Element['children'][number]>(node: T): T => {
    if (node.type !== 'element' || node.tagName === 'pre' || levelOf(node) !== null) return node
    const inside = node.tagName === 'code' ? inlineCommand(wordsOf(node), { ...around, shown: ask }) : null
    return { ...node, children: inside ?? node.children.map(filled) }
  }
  return around.names.length === 0 ? [top, []] : [filled(top), fresh]
}

/** A part of a section as the page shows it. */
function arranged(node: Root['children'][number], around: Omit<Around, 'shown'>, shown: Set<string>): Root['children'] {
  if (node.type !== 'element') return [node]
  if (node.tagName === 'pre') {
    const fresh: string[] = []
    const blocks = commandBlocks(node, {
      ...around,
      shown: (name) => {
        if (shown.has(name)) return
        shown.add(name)
        fresh.push(name)
      },
    })
    return fresh.length > 0 ? [inputs(fresh, around.placeholders), ...blocks] : blocks
  }
  if (around.section === 'Diagnosis' && node.tagName === 'ul') {
    const results = resultsOf(node)
    if (results) return [results]
  }
  if (levelOf(node) !== null) return [numbered(node)]
  if (node.tagName === 'p' && /^expected\b/i.test(wordsOf(node).slice(0, 20))) return [expected(node)]
  // Commands stand in lists, too.
  return [
    { ...node, children: node.children.flatMap((child) => arranged(child, around, shown) as Element['children']) },
  ]
}

/** Values are typed once a page; the script shows it, for without one it would do nothing. */
const inputs = (names: readonly string[], placeholders: Readonly<Record<string, string>>): Element =>
  element(
    'div',
    { className: ['fill'], hidden: true },
    element('p', { 'data-from-link': '', hidden: true }, 'Filled in from the address of the page: check it.'),
    ...names.map((name) =>
      element(
        'label',
        {},
        name,
        element('input', {
          type: 'text',
          'data-fills': name,
          placeholder: ownValue(placeholders, name) || undefined,
          autoComplete: ['off'],
          autoCapitalize: 'off',
          spellCheck: 'false',
          maxLength: 200,
        }),
      ),
    ),
  )

/** `1. Which kind?` with its number apart. */
function numbered(heading: Element): Element {
  const [first, ...rest] = heading.children
  const match = first?.type === 'text' ? NUMBER.exec(first.value) : null
  if (!match || first?.type !== 'text') return heading
  return {
    ...heading,
    children: [
      element('span', { className: ['no'] }, match[1] ?? ''),
      textNode(` ${first.value.slice(match[0].length)}`),
      ...rest,
    ],
  }
}

/** What one hopes to see is looked for first. */
function expected(paragraph: Element): Element {
  const [first, ...rest] = paragraph.children
  const cut = first?.type === 'text' ? first.value.indexOf(':') : -1
  if (first?.type !== 'text' || cut < 0) return paragraph
  return {
    ...paragraph,
    children: [element('strong', {}, first.value.slice(0, cut + 1)), textNode(first.value.slice(cut + 1)), ...rest],
  }
}
