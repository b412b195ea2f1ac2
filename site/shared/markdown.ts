import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeSlug from 'rehype-slug'
import rehypeStringify from 'rehype-stringify'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Element, Root, Text } from 'hast'
import type { Root as MarkdownRoot } from 'mdast'
import { isSafeUrl } from '#model/records/field'
import { parseMarkdown } from '#io/markdown'

/*
 * Markdown → HTML, by the parser that the rules use. Content comes from strangers' pull requests: HTML in it is
 * sanitised, links lead to http(s), mailto or our own pages, and nothing is fetched from elsewhere.
 */

export interface RenderOptions {
  /** Level of the highest heading in the text. */
  headings: 2 | 3 | 4
  /** Where a relative link leads; null takes the link away and leaves its words. */
  link: (url: string) => string | null
  /** Where a picture of ours lies; null for one that isn't, which becomes a link. */
  image?: (url: string) => string | null
  /** Whether headings can be linked to. */
  anchors?: boolean
  /**
   * What its ids begin with, those of footnotes for instance: letters, digits and `-`, another one for each text of a
   * page. Ids of headings have none.
   */
  prefix?: string
  /** What a reader is told of a table that scrolls, and of a picture without a text. English where nothing is said. */
  names?: { table: string; image: string }
}

const ENGLISH = { table: 'Table', image: 'Image' }

const PREFIX = 'user-content-'
const ids = (prefix = '') => (prefix === '' ? PREFIX : `${PREFIX}${prefix}-`)

/** Whether HTML from here has ids that would come twice where two texts stand on a page. */
export const hasIds = (html: string): boolean => html.includes(`="${PREFIX}`)

const schema = {
  ...defaultSchema,
  // Images would be fetched from a third party; they become links below.
  // Their text is no text for a reader.
  strip: [...(defaultSchema.strip ?? []), 'style'],
  tagNames: defaultSchema.tagNames?.filter((name) => name !== 'picture' && name !== 'source'),
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
}

/** Renders a text; the HTML is safe to put into a page. What asks for too much work comes out as it is written. */
export function renderMarkdown(markdown: string, options: RenderOptions): string {
  try {
    return plainParagraphs(markdown) ?? renderTree(markdown, options)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    // Nested deeper than the stack: the words get out all the same.
    return asWritten(markdown)
  }
}

/** The words of a text with their lines and paragraphs, and nothing else of what its Markdown means. */
function asWritten(markdown: string): string {
  const lines = withoutBlankEnds(markdown).split('\n')
  const paragraphs: string[][] = [[]]
  for (const line of lines)
    if (line.trim() === '') paragraphs.push([])
    else paragraphs.at(-1)?.push(escapeText(line.trim()))
  return paragraphs
    .filter(({ length }) => length > 0)
    .map((paragraph) => `<p>${paragraph.join('<br>\n')}</p>`)
    .join('\n')
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/*
 * Each is made once: to make one costs as much as to render a short text. The parser's tree becomes one of HTML, HTML
 * in it is read, ids are given, it is written.
 */
const toHtmlTree = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw).freeze()
const withAnchors = unified().use(rehypeSlug).freeze()
const writer = unified().use(rehypeStringify).freeze()
const tightWriter = unified()
  .use(rehypeStringify, { omitOptionalTags: true, preferUnquoted: true, collapseEmptyAttributes: true })
  .freeze()

/** Renders any text, the plain ones too: what `plainParagraphs` must agree with. */
export function renderTree(markdown: string, options: RenderOptions): string {
  const parsed = parseMarkdown(markdown)
  return 'over' in parsed ? asWritten(markdown) : renderParsed(parsed, options)
}

/** The line (from 1) at which a text asks for too much work, so that it is shown as it is written; null where it doesn't. */
export function overAt(markdown: string): number | null {
  const parsed = parseMarkdown(markdown)
  return 'over' in parsed ? parsed.over : null
}

/** Renders what was parsed already, a part of a text for instance; the HTML is as safe. */
export const renderParsed = (parsed: MarkdownRoot, options: RenderOptions): string =>
  writeTree(adapted(parsed, options))

/**
 * The tree of a text's HTML, already made safe, for a page that arranges its parts anew. Null where the text asks for too
 * much work: it is shown as it is written.
 */
export function safeTree(markdown: string, options: RenderOptions): Root | null {
  const parsed = parseMarkdown(markdown)
  try {
    return 'over' in parsed ? null : adapted(parsed, options)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return null
  }
}

/** A tree whose headings have ids. */
export const anchored = (tree: Root): Root => withAnchors.runSync(tree) as Root

/** The HTML of a tree, or of some parts of one. */
export const writeTree = (tree: Root): string => writer.stringify(tree)

/** The same in fewer bytes: without tags and quotes that a browser needs not be told. */
export const writeTight = (tree: Root): string => tightWriter.stringify(tree)

function adapted(parsed: MarkdownRoot, options: RenderOptions): Root {
  const tree = sanitized(toHtmlTree.runSync(parsed) as Root, options.prefix)
  adapt(tree, options)
  return options.anchors ? anchored(tree) : tree
}

const sanitized = (tree: Root, prefix: string | undefined): Root =>
  rehypeSanitize({ ...schema, clobberPrefix: ids(prefix) })(tree)

/**
 * Most updates are plain words: no need to build a tree for those. The same HTML as `renderTree`, or null where there
 * may be anything else in the text.
 */
export function plainParagraphs(markdown: string): string | null {
  const text = withoutBlankEnds(markdown)
  if (!/^[\p{L}][\p{L}\p{N} ,.;'"()\n%?!-]*$/u.test(text) || /\n[ \t]|\n[^\p{L}\n]|[ \t]\n|www\./iu.test(text))
    return null
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n')
}

/** Cut at both ends in one pass: a regular expression would start anew at every blank. */
function withoutBlankEnds(text: string): string {
  let [from, to] = [0, text.length]
  while (text[from] === '\n') from++
  while (to > from && (text[to - 1] === ' ' || text[to - 1] === '\n')) to--
  return text.slice(from, to)
}

function adapt(tree: Root, { headings, link, image = () => null, names = ENGLISH, prefix }: RenderOptions) {
  const shown = new WeakSet<Element>()
  const isShown = (node: Element) => {
    if (!shown.has(node) && show(node, image)) shown.add(node)
    return shown.has(node)
  }
  const levels: number[] = []
  visit(tree, 'element', (node) => {
    const level = levelOf(node)
    if (level !== null) levels.push(level)
  })
  const shift = levels.length > 0 ? headings - Math.min(...levels) : 0
  visit(tree, 'element', (node, index, parent) => {
    const level = levelOf(node)
    if (level !== null) node.tagName = `h${Math.min(6, level + shift)}`
    if (node.tagName === 'img' && !isShown(node)) toLink(node, names.image)
    if (node.tagName === 'input' && parent && index !== undefined) parent.children[index] = boxOf(node)
    if (node.tagName === 'a') {
      nameImages(node, names.image, isShown)
      adaptLink(node, link, ids(prefix))
    }
    if (node.tagName === 'table' && parent && index !== undefined && levelOf(node) === null && !isWrapped(parent)) {
      parent.children[index] = {
        type: 'element',
        tagName: 'div',
        // Wide tables scroll by themselves, with the keyboard too.
        properties: { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: names.table },
        children: [node],
      }
    }
    if (node.tagName === 'pre') node.properties = { ...node.properties, tabIndex: 0 }
  })
}

const isWrapped = (parent: Root | Element) => parent.type === 'element' && parent.tagName === 'div'

const levelOf = (node: Element): number | null => {
  const match = /^h([1-6])$/.exec(node.tagName)
  return match ? Number(match[1]) : null
}

/** The box of a task list, in a sign and not as a control that does nothing. */
const boxOf = ({ properties }: Element): Text => ({ type: 'text', value: properties['checked'] ? '☑' : '☐' })

function toLink(image: Element, fallback: string) {
  image.children = [nameOf(image, fallback)]
  image.tagName = 'a'
  image.properties = { href: image.properties['src'] }
}

/** Makes a picture of ours one that waits until it is scrolled to; false where it isn't ours. */
function show(picture: Element, image: NonNullable<RenderOptions['image']>): boolean {
  const { src, alt } = picture.properties
  const address = typeof src === 'string' && isSafeUrl(src) ? image(src) : null
  if (address === null) return false
  picture.properties = { src: address, alt: typeof alt === 'string' ? alt : '', loading: 'lazy', decoding: 'async' }
  return true
}

const nameOf = ({ properties: { alt } }: Element, fallback: string): Text => ({
  type: 'text',
  value: typeof alt === 'string' && alt !== '' ? alt : fallback,
})

/** A link can't hold another one: of an image in it the words remain. */
function nameImages(anchor: Element, fallback: string, isShown: (picture: Element) => boolean) {
  visit(anchor, 'element', (node, index, parent) => {
    if (node.tagName === 'img' && parent && index !== undefined && !isShown(node))
      parent.children[index] = nameOf(node, fallback)
  })
}

function adaptLink(node: Element, link: RenderOptions['link'], prefix: string) {
  const { href } = node.properties
  const target = typeof href === 'string' && isSafeUrl(href) ? targetOf(href, link, prefix) : null
  if (target === null) delete node.properties['href']
  else node.properties['href'] = target
  if (typeof href === 'string' && /^https?:/i.test(href))
    node.properties['rel'] = ['noopener', 'noreferrer', 'nofollow']
}

function targetOf(url: string, link: RenderOptions['link'], prefix: string): string | null {
  // Sanitising prefixes ids, those of footnotes a second time.
  if (/^#user-content-fn(ref)?-/.test(url)) return `#${prefix}${url.slice(1)}`
  return isAbsolute(url) ? url : link(url)
}

const isAbsolute = (url: string) => /^(https?:|mailto:|#)/i.test(url)
