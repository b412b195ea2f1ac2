/*
 * A photograph says where and when it was taken, by whom and with what; a screenshot which program drew it. None of that
 * is seen, so a bitmap is published with the parts that draw and no others, and ends where it ends. What it shows stays
 * the same, bit for bit.
 */

/** A bitmap as it is published; or why it can't be, in words that go on after "expected". */
export type Bitmap = { bytes: Uint8Array } | { refused: string }

/** Copies a PNG, JPEG, GIF or WebP file, as its name says it is, without what isn't seen. */
export function publishedBitmap(name: string, bytes: Uint8Array): Bitmap {
  const [, kind, copy] = KINDS.find(([ending]) => ending.test(name)) ?? []
  if (kind === undefined || copy === undefined) return { refused: 'a picture in PNG, JPEG, GIF or WebP' }
  try {
    return { bytes: copy(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)) }
  } catch (error) {
    // What reads beyond the end, or names parts that aren't there, is cut off or no picture.
    if (error instanceof RangeError) return { refused: `a whole picture in ${kind}, as its name says` }
    throw error
  }
}

const KINDS: readonly [name: RegExp, kind: string, copy: (file: Buffer) => Uint8Array][] = [
  [/\.png$/i, 'PNG', png],
  [/\.jpe?g$/i, 'JPEG', jpeg],
  [/\.gif$/i, 'GIF', gif],
  [/\.webp$/i, 'WebP', webp],
]

const wrong = (): never => {
  throw new RangeError('No picture.')
}

/** Some bytes, all of them. */
function part(file: Buffer, from: number, to: number): Buffer {
  if (to > file.length || to < from) wrong()
  return file.subarray(from, to)
}

/** Chunks that draw, animate, or say what its colours are. https://www.w3.org/TR/png-3/#5ChunkOrdering */
const PNG_DRAWS = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
)

function png(file: Buffer): Buffer {
  const kept = [part(file, 0, 8)]
  if (file.readBigUInt64BE(0) !== 0x89504e470d0a1a0an || file.toString('latin1', 12, 16) !== 'IHDR') wrong()
  for (let at = 8, type = ''; type !== 'IEND';) {
    const end = at + 12 + file.readUInt32BE(at)
    type = file.toString('latin1', at + 4, at + 8)
    const chunk = part(file, at, end)
    if (PNG_DRAWS.has(type)) kept.push(chunk)
    at = end
  }
  return Buffer.concat(kept)
}

/** https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B. */
function jpeg(file: Buffer): Buffer {
  if (file.readUInt16BE(0) !== 0xffd8) wrong()
  const kept = [part(file, 0, 2)]
  let [at, drawn] = [2, false]
  for (;;) {
    if (file.readUInt8(at) !== 0xff) wrong()
    const marker = file.readUInt8(at + 1)
    // Any number of these may fill the space before a marker.
    if (marker === 0xff) at++
    else if (marker === END_OF_JPEG) break
    else {
      const end = at + 2 + file.readUInt16BE(at + 2)
      const segment = part(file, at, end)
      kept.push(...(isApplication(marker) || marker === COMMENT ? ofApplication(marker, segment) : [segment]))
      at = marker === SCAN ? endOfScan(file, end) : end
      if (marker === SCAN) kept.push(part(file, end, at))
      drawn ||= marker === SCAN
    }
  }
  if (!drawn) wrong()
  return Buffer.concat([...kept, part(file, at, at + 2)])
}
const [END_OF_JPEG, SCAN, COMMENT] = [0xd9, 0xda, 0xfe]
const isApplication = (marker: number) => marker >= 0xe0 && marker <= 0xef

/** Of what programs write the colours, the size of a dot, and which way is up. */
function ofApplication(marker: number, segment: Buffer): Buffer[] {
  const says = (word: string) => segment.toString('latin1', 4, 4 + word.length) === word
  if ((marker === 0xe2 && says('ICC_PROFILE\0')) || (marker === 0xee && says('Adobe'))) return [segment]
  // Behind its sixteen bytes there may be a small picture, of what was cut away from the large one.
  if (marker === 0xe0 && says('JFIF\0') && segment.length === 18) return [segment]
  const turned = marker === 0xe1 && says('Exif\0\0') ? orientationIn(segment.subarray(10)) : null
  return turned === null ? [] : [Buffer.concat([ORIENTATION, Buffer.of(turned, 0, 0, 0, 0, 0, 0)])]
}

/** Exif with one entry, tag 0x112, a short number in big-endian order. */
const ORIENTATION = Buffer.alloc(29)
ORIENTATION.write('ffe100224578696600004d4d002a000000080001011200030000000100', 'hex')

/** How a photograph is turned, 2 to 8; null where it isn't, or doesn't say. https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf */
function orientationIn(tiff: Buffer): number | null {
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = tiff.length < 8 ? 0 : little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let i = 0; i < Math.min(short(first), 100); i++) {
    const entry = first + 2 + i * 12
    const value = short(entry + 8)
    if (short(entry) === 0x112) return value >= 2 && value <= 8 ? value : null
  }
  return null
}

/** The end of what a scan draws: the next marker that is no part of it. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return wrong()
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function gif(file: Buffer): Buffer {
  if (!/^GIF8[79]a/.test(file.toString('latin1', 0, 6))) wrong()
  let at = 13 + coloursOf(file.readUInt8(10))
  const kept = [part(file, 0, at)]
  for (;;) {
    const from = at
    const kind = file.readUInt8(at)
    if (kind === 0x3b) return Buffer.concat([...kept, Buffer.of(kind)])
    const label = file.readUInt8(at + 1)
    if (kind === 0x2c) at = endOfBlocks(file, at + 11 + coloursOf(file.readUInt8(at + 9)))
    else if (kind === 0x21) at = endOfBlocks(file, at + 2)
    else wrong()
    const looping =
      label === 0xff && /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(file.toString('latin1', from + 3, from + 14))
    if (kind === 0x2c || label === 0xf9 || looping) kept.push(part(file, from, at))
  }
}
/** Bytes of a table of colours. */
const coloursOf = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

function endOfBlocks(file: Buffer, from: number): number {
  let at = from
  while (file.readUInt8(at) !== 0) at += file.readUInt8(at) + 1
  return at + 1
}

const WEBP_DRAWS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** That there is Exif, and XMP. */
const WEBP_TELLS = 0x08 | 0x04

/** https://developers.google.com/speed/webp/docs/riff_container */
function webp(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') wrong()
  const whole = part(file, 12, 8 + file.readUInt32LE(4))
  const kept: Buffer[] = []
  for (let at = 0; at < whole.length;) {
    const type = whole.toString('latin1', at, at + 4)
    const size = whole.readUInt32LE(at + 4)
    // An odd one is filled up; the last one in some files isn't.
    const chunk = part(whole, at, Math.min(at + 8 + size + (size % 2), Math.max(whole.length, at + 8 + size)))
    const copy = Buffer.from(chunk)
    if (type === 'VP8X') copy.writeUInt8(copy.readUInt8(8) & ~WEBP_TELLS, 8)
    if (WEBP_DRAWS.has(type)) kept.push(copy)
    at += chunk.length
  }
  if (kept.length === 0) wrong()
  const body = Buffer.concat(kept)
  const head = Buffer.alloc(12)
  head.write('RIFF')
  head.write('WEBP', 8)
  head.writeUInt32LE(4 + body.length, 4)
  return Buffer.concat([head, body])
}
