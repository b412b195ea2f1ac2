import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes'

/*
 * A drawing that is opened by itself is a document of the site's own origin, and what its author's program wrote into it
 * goes to everybody: names, paths of a disk, notes. So it is read strictly and written anew, with what is known to draw
 * and nothing else; a list of what is known to run or to tell would never be complete. What would run, link or fetch
 * isn't taken out in silence but refused, for the drawing might look otherwise without it.
 */

/** A drawing as it is published; or why it can't be, in words that go on after "expected". */
export type Drawing = { text: string } | { refused: string }

/** Writes an SVG file anew from what of it draws. The same file always comes out the same. */
export function publishedDrawing(bytes: Uint8Array): Drawing {
  const text = decoded(bytes)
  if (text === null) return { refused: 'a drawing in UTF-8' }
  try {
    return { text: rewritten(text) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
}

class Refusal extends Error {}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const WELL_FORMED = 'well-formed XML without a doctype of its own or instructions to a browser'

/** What is open while a drawing is read. */
interface Open {
  name: string
  /** Whether it is written, with what is in it. */
  kept: boolean
  words: string
}

function rewritten(text: string): string {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const written: string[] = []
  const open: Open[] = []
  const wrong = (): never => {
    throw new Refusal(WELL_FORMED)
  }
  const hear = (words: string) => {
    const inner = open.at(-1)
    if (inner?.kept === true && SPEAKING.has(inner.name)) inner.words += words
  }
  /** Words before a child stand before it. A style is one text, whatever cuts it. */
  const say = (inner: Open | undefined) => {
    if (inner === undefined || inner.words === '') return
    const words = inner.name === 'style' ? tameStyle(inner.words, 'styles that fetch nothing') : inner.words
    written.push(escaped(words, /[&<>\r]/g))
    inner.words = ''
  }

  parser.on('error', wrong)
  parser.on('xmldecl', ({ version, encoding = 'utf-8' }) => {
    if (version !== '1.0' || encoding.toLowerCase() !== 'utf-8') wrong()
  })
  parser.on('doctype', (doctype) => {
    // Entities could only be declared between its brackets, and nothing else is read from it.
    if (/[[\]]/.test(doctype)) wrong()
  })
  parser.on('processinginstruction', ({ target }) => {
    if (/^xml/i.test(target)) wrong()
  })
  parser.on('opentagstart', () => {
    if (open.length >= DEEPEST) throw new Refusal(`elements in each other at most ${DEEPEST} deep`)
  })
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('opentag', (tag) => {
    const parent = open.at(-1)
    if (parent === undefined && !(tag.uri === SVG && tag.local === 'svg'))
      throw new Refusal(`a drawing whose outermost element is \`svg\` of ${SVG}`)
    if (parent?.kept === true && parent.name === 'style') wrong()
    const kept = draws(tag) && parent?.kept !== false
    open.push({ name: tag.local, kept, words: '' })
    const attributes = attributesOf(tag)
    if (!kept) return
    say(parent)
    const spaces = parent === undefined ? [`xmlns="${SVG}"`, `xmlns:xlink="${XLINK}"`] : []
    written.push(`<${[tag.local, ...spaces, ...attributes].join(' ')}>`)
  })
  parser.on('closetag', () => {
    const inner = open.at(-1)
    say(inner)
    open.pop()
    if (inner?.kept === true) written.push(`</${inner.name}>`)
  })
  parser.write(text).close()
  return `${written.join('')}\n`
}

/** Deeper than drawings are, and than browsers read; finding a namespace takes longer with every level. */
const DEEPEST = 250

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XHTML = 'http://www.w3.org/1999/xhtml'
const XML = 'http://www.w3.org/XML/1998/namespace'

/** Whether an element draws. Of drawing programs' own ones (Inkscape, RDF, Dublin Core) none does. */
function draws({ uri, local, name }: SaxesTagNS): boolean {
  if (uri === SVG && DRAWING.has(local)) return true
  if (uri === SVG && local === 'metadata') return false
  if (uri === SVG || uri === XHTML || /script$/i.test(local))
    throw new Refusal(`a drawing without the element \`${name}\``)
  return false
}

/** The attributes of an element that say how something looks, or what of the same file it uses. */
function attributesOf(tag: SaxesTagNS): string[] {
  return Object.values(tag.attributes).flatMap((attribute) => {
    if (tag.uri !== SVG) return []
    const { local, value } = attribute
    const unfit = `a drawing without the attribute \`${attribute.name}\` of \`${tag.name}\``
    if (attribute.uri === '' && /^on/i.test(local)) throw new Refusal(unfit)
    const name = nameOf(attribute)
    if (name === null) return []
    const isOwn = value.startsWith('#') || (tag.local === 'image' && PICTURE.test(value.trim()))
    if (local === 'href' ? !isOwn : runs(value)) throw new Refusal(unfit)
    const said = local === 'href' ? value : tameStyle(value, unfit)
    return [`${name}="${escaped(said, /[&<"\t\n\r]/g)}"`]
  })
}

/** How a listed attribute is written; null for one that isn't. */
function nameOf({ uri, local }: SaxesAttributeNS): string | null {
  if (uri === XLINK) return local === 'href' ? 'xlink:href' : null
  if (uri === XML) return local === 'space' || local === 'lang' ? `xml:${local}` : null
  return uri === '' && LOOKS.has(local) ? local : null
}

const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z\d+/=\s]*$/

/** Browsers pass over blanks and control characters in an address. */
const runs = (value: string): boolean => /^(?:\w*script|data):/i.test(value.replaceAll(/[\u0000-\u0020]/g, ''))

/** A style, without comments, that stays within the file; it is refused with `expected` where it doesn't. */
function tameStyle(css: string, expected: string): string {
  const plain = css.replaceAll(/\/\*[^]*?(?:\*\/|$)/g, ' ')
  if (FETCHES.test(css) || FETCHES.test(plain)) throw new Refusal(expected)
  return plain
}

/** A backslash could write any word otherwise than it reads. */
const FETCHES = /\\|@import|url\((?!\s*(?:["']\s*)?#)|image-set\(|src\(/i

const escaped = (text: string, signs: RegExp): string => text.replaceAll(signs, (sign) => `&#${sign.charCodeAt(0)};`)

/** Elements of SVG that draw. Not among them: what runs, links, embeds, or changes others as time goes by. */
const DRAWING = new Set(
  `svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker filter style title desc
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
  feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`.split(/\s+/),
)
/** Those of which the words are shown or read out. */
const SPEAKING = new Set(['text', 'tspan', 'textPath', 'title', 'desc', 'style'])

/** Attributes of SVG that place and paint. https://www.w3.org/TR/SVG2/attindex.html */
const LOOKS = new Set(
  `id class style lang role aria-label aria-labelledby aria-describedby aria-hidden tabindex href type media version
  viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength transform
  transform-origin dx dy rotate textLength lengthAdjust startOffset method spacing side path systemLanguage
  gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform clipPathUnits
  maskUnits maskContentUnits mask-type markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits
  in in2 result mode values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix
  divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant
  specularExponent limitingConeAngle azimuth elevation z pointsAtX pointsAtY pointsAtZ scale xChannelSelector
  yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles filterRes
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
  flood-color flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
  font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering
  inline-size isolation kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
  mix-blend-mode opacity overflow paint-order pointer-events shape-inside shape-rendering stop-color stop-opacity stroke
  stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
  text-align text-anchor text-decoration text-orientation text-overflow text-rendering unicode-bidi vector-effect
  visibility white-space word-spacing writing-mode`.split(/\s+/),
)
