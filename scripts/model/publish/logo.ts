/*
 * The logo is the one file of the content folder that is published as it is, and a drawing opened by itself is a
 * document of the site's own origin. So of a drawing only what is known to draw may be in it; a list of what is known
 * to run would never be complete. Whatever a strict reader of XML can't follow is refused unread.
 */

const KINDS = /\.(svg|png|jpe?g|webp)$/i
const LARGEST = 256 * 1024

/**
 * Why a file can't be the logo, in words that go on after "expected"; null where it can. Its name tells its kind, and
 * `size` is in bytes; what is too large isn't read.
 */
export function unfitLogo(name: string, size: number, read: () => Uint8Array): string | null {
  if (!KINDS.test(name)) return 'an SVG, PNG, JPEG or WebP picture'
  if (size > LARGEST) return 'a picture of at most 256 kB'
  return /\.svg$/i.test(name) ? unfitDrawing(read()) : null
}

/** Why a drawing can't be published, in words that go on after "expected"; null where it can. */
export function unfitDrawing(bytes: Uint8Array): string | null {
  const text = decoded(bytes)
  if (text === null) return 'a drawing in UTF-8'
  const found = tags(text)
  if (found === null) return 'well-formed XML without a doctype of its own or processing instructions'
  if (found[0] === undefined || localName(found[0].name) !== 'svg') return 'a drawing whose outermost element is `svg`'
  for (const { name, attributes, content } of found) {
    const local = localName(name)
    if (!DRAWING.has(local) && !DESCRIBING.has(local)) return `a drawing without the element \`${name}\``
    if (local === 'style' && !isTameStyle(content)) return 'styles that fetch nothing'
    for (const attribute of attributes)
      if (!isTame(local, attribute)) return `a drawing without the attribute \`${attribute.name}\` of \`${name}\``
  }
  return null
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

interface Attribute {
  name: string
  value: string
}
interface Tag {
  name: string
  attributes: Attribute[]
  /** The text that follows it, up to the next tag. */
  content: string
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?`
const PIECE = new RegExp(
  [
    String.raw`(?<words>[^<]+)`,
    String.raw`<!\[CDATA\[(?<data>(?:[^\]]|\](?!\]>))*)\]\]>`,
    String.raw`<!--(?:[^-]|-(?!-))*-->`,
    String.raw`(?<end><\/${NAME}\s*>)`,
    String.raw`<(?<name>${NAME})(?<attributes>(?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>`,
  ].join('|'),
  'uy',
)
/** Entities could only be declared between its brackets, and nothing else is read from it. */
const PROLOGUE =
  /^\s*(?:<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["']utf-8["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>)?\s*(?:<!--(?:[^-]|-(?!-))*-->\s*)*(?:<!DOCTYPE\s+svg(?:\s+PUBLIC\s+"[^"<>]*"\s+"[^"<>]*")?\s*>)?/i
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'gu')

/** Every tag that opens an element, in order; null where the text isn't what XML is. */
function tags(text: string): Tag[] | null {
  const found: Tag[] = []
  /** The tag that was opened last, while nothing else was opened or closed. */
  let open: Tag | null = null
  PIECE.lastIndex = PROLOGUE.exec(text)?.[0].length ?? 0
  while (PIECE.lastIndex < text.length) {
    const { words, data, end, name, attributes = '' } = PIECE.exec(text)?.groups ?? {}
    if (PIECE.lastIndex === 0) return null
    const said = words === undefined ? data : withoutEntities(words)
    if (said === null) return null
    if (said !== undefined && open) open.content += said
    if (end !== undefined) open = null
    if (name === undefined) continue
    const read = attributesIn(attributes)
    // Elements within a style would cut its text into pieces that are one style all the same.
    if (read === null || (open && localName(open.name) === 'style')) return null
    const tag: Tag = { name, attributes: read, content: '' }
    found.push(tag)
    open = text[PIECE.lastIndex - 2] === '/' ? null : tag
  }
  return found
}

function attributesIn(text: string): Attribute[] | null {
  const found: Attribute[] = []
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const value = withoutEntities(double ?? single ?? '')
    if (value === null) return null
    found.push({ name, value })
  }
  return found
}

const PREDEFINED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Text as XML means it; null where it has an entity that nobody declared. */
function withoutEntities(text: string): string | null {
  let sound = true
  const meant = text.replaceAll(/&(?:#x([\da-f]{1,6});|#(\d{1,7});|(\w+);)?/gi, (_, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : null
    const character = code === null ? PREDEFINED.get(name) : code <= 0x10ffff ? String.fromCodePoint(code) : undefined
    if (character === undefined) sound = false
    return character ?? ''
  })
  return sound ? meant : null
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Elements of SVG that draw. Not among them: what runs, links, embeds, or changes others as time goes by. */
const DRAWING = new Set(
  `svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker filter style title desc metadata
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
  feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`.split(/\s+/),
)
/** What drawing programs write beside: RDF, Dublin Core, Creative Commons, Inkscape. It means nothing to a browser. */
const DESCRIBING = new Set(
  `RDF Description Work Agent License Bag Seq li format type title creator date rights publisher contributor source
  relation language identifier coverage description subject license permits requires prohibits namedview grid guide
  page path-effect perspective`.split(/\s+/),
)

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z\d+/=\s]*$/

/** Whether an attribute only says how something looks or what of the same file it uses. */
function isTame(element: string, { name, value }: Attribute): boolean {
  const local = localName(name).toLowerCase()
  if (local.startsWith('on')) return false
  // The names of namespaces and RDF's subjects and resources are addresses that nothing goes to.
  if (/^(?:xmlns|rdf)(?::|$)/.test(name)) return !runs(value)
  if (local === 'href' || local === 'src')
    return value.startsWith('#') || (element === 'image' && PICTURE.test(value.trim()))
  // Drawing programs keep settings of their own under prefixes, with paths of their author's disk.
  return !runs(value) && (name.includes(':') || isTameStyle(value))
}

/** Browsers pass over blanks and control characters in an address. */
const runs = (value: string): boolean => /^(?:\w*script|data):/i.test(value.replaceAll(/[\u0000-\u0020]/g, ''))

/** Whether a style stays within the file. A backslash could write any word otherwise than it reads. */
const isTameStyle = (css: string): boolean => !/\\|@import|url\((?!\s*["']?\s*#)|image-set\(|src\(/i.test(css)
