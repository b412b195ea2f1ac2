import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publishedBitmap } from './bitmap.ts'

/* Eight by six dots as libvips 8.17 writes them, each with the Exif of a camera: an artist, a copyright, a latitude. */
const EXIF =
  'SUkqAAgAAAAJABIBAwABAAAAAQAAABoBBQABAAAAegAAABsBBQABAAAAggAAACgBAwABAAAAAgAAADsBAgAGAAAAigAAABMCAwABAAAAAQAAAJiCAgAJAAAAkAAAAGmHBAABAAAAmgAAACWIBAABAAAA6AAAAAAAAAA4YwAA6AMAADhjAADoAwAAenhhbmEAenhzZWNyZXQAAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAIAAAAA6AEAAEAAAAGAAAAAAAAAAIAAQACAAIAAABOAAAAAgAFAAMAAAAGAQAAAAAAADMAAAABAAAAHgAAAAEAAAAAAAAAAQAAAA=='
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAABHmVYSWZJSSoACAAAAAkAEgEDAAEAAAABAAAAGgEFAAEAAAB6AAAAGwEFAAEAAACCAAAAKAEDAAEAAAACAAAAOwECAAYAAACKAAAAEwIDAAEAAAABAAAAmIICAAkAAACQAAAAaYcEAAEAAACaAAAAJYgEAAEAAADoAAAAAAAAADhjAADoAwAAOGMAAOgDAAB6eGFuYQB6eHNlY3JldAAABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMAAQAAAP//AAACoAQAAQAAAAgAAAADoAQAAQAAAAYAAAAAAAAAAgABAAIAAgAAAE4AAAACAAUAAwAAAAYBAAAAAAAAMwAAAAEAAAAeAAAAAQAAAAAAAAABAAAAuJp64QAAAAlwSFlzAAAD6AAAA+gBtXtSawAAAKFJREFUCJkBlgBp/wAAJUpvlLneAyhNcpe84QYrUHWav+QJLlMAeJ3C5wwxVnugxeoPNFl+o8jtEjdcgabLAPAVOl+Eqc7zGD1ih6zR9htAZYqv1PkeQwBojbLX/CFGa5C12v8kSW6TuN0CJ0xxlrsA4AUqT3SZvuMILVJ3nMHmCzBVep/E6Q4zAFh9osfsETZbgKXK7xQ5XoOozfIXPGGGqymmRhlHZHTbAAAAAElFTkSuQmCC',
  'base64',
)
const JPEG = Buffer.from(
  '/9j/4QEmRXhpZgAASUkqAAgAAAAJABIBAwABAAAAAQAAABoBBQABAAAAegAAABsBBQABAAAAggAAACgBAwABAAAAAgAAADsBAgAGAAAAigAAABMCAwABAAAAAQAAAJiCAgAJAAAAkAAAAGmHBAABAAAAmgAAACWIBAABAAAA6AAAAAAAAAA4YwAA6AMAADhjAADoAwAAenhhbmEAenhzZWNyZXQAAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAIAAAAA6AEAAEAAAAGAAAAAAAAAAIAAQACAAIAAABOAAAAAgAFAAMAAAAGAQAAAAAAADMAAAABAAAAHgAAAAEAAAAAAAAAAQAAAP/bAEMABgYGBgcGBwgIBwoLCgsKDw4MDA4PFhAREBEQFiIVGRUVGRUiHiQeHB4kHjYqJiYqNj40MjQ+TERETF9aX3x8p//bAEMBBgYGBgcGBwgIBwoLCgsKDw4MDA4PFhAREBEQFiIVGRUVGRUiHiQeHB4kHjYqJiYqNj40MjQ+TERETF9aX3x8p//CABEIAAYACAMBIgACEQEDEQH/xAAVAAEBAAAAAAAAAAAAAAAAAAAAA//EABUBAQEAAAAAAAAAAAAAAAAAAAMF/9oADAMBAAIQAxAAAACYWx//xAAeEAACAgEFAQAAAAAAAAAAAAABAwIEMRESIkFxof/aAAgBAQABPwCytaKyK60QjugDMZB4L1GB00Dz7//EABkRAAIDAQAAAAAAAAAAAAAAAAECAAMRYf/aAAgBAgEBPwCl3WinGI1ST07P/8QAHREAAgIBBQAAAAAAAAAAAAAAAQIDBAAFERQhUf/aAAgBAwEBPwDSq1eZLTywo7chl3YBugB7n//Z',
  'base64',
)
const WEBP = Buffer.from(
  'UklGRmgBAABXRUJQVlA4WAoAAAAIAAAABwAABQAAVlA4TB4AAAAvB0ABAM1lRP8DZNI2aqqvb/2zawpme0piAlh23ABFWElGJAEAAEV4aWYAAElJKgAIAAAACQASAQMAAQAAAAEAAAAaAQUAAQAAAHoAAAAbAQUAAQAAAIIAAAAoAQMAAQAAAAIAAAA7AQIABgAAAIoAAAATAgMAAQAAAAEAAACYggIACQAAAJAAAABphwQAAQAAAJoAAAAliAQAAQAAAOgAAAAAAAAAOGMAAOgDAAA4YwAA6AMAAHp4YW5hAHp4c2VjcmV0AAAGAACQBwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAAMDEwMAGgAwABAAAA//8AAAKgBAABAAAACAAAAAOgBAABAAAABgAAAAAAAAACAAEAAgACAAAATgAAAAIABQADAAAABgEAAAAAAAAzAAAAAQAAAB4AAAABAAAAAAAAAAEAAAA=',
  'base64',
)
/** One dot, with a comment and a packet of XMP before it, and the extension that lets it move for ever. */
const GIF = Buffer.concat([
  Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1'),
  Buffer.from('!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1'),
  Buffer.from('!\xfe\x08zxsecret\0', 'latin1'),
  Buffer.from('!\xff\x0bXMP DataXMP\x06zxuser\0', 'latin1'),
  Buffer.from('!\xf9\x04\0\0\0\0\0', 'latin1'),
  Buffer.from(',\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;', 'latin1'),
])
const FILES: [name: string, file: Buffer][] = [
  ['a.png', PNG],
  ['a.jpg', JPEG],
  ['A.JPEG', JPEG],
  ['a.webp', WEBP],
  ['a.gif', GIF],
]

function copied(name: string, file: Uint8Array): Buffer {
  const copy = publishedBitmap(name, file)
  if ('refused' in copy) throw new Error(copy.refused)
  return Buffer.from(copy.bytes)
}

describe.each(FILES)('Of %s', (name, file) => {
  test('what its camera or program noted is left out, and what is written behind its end.', () => {
    expect(file.includes('zx')).toBe(true)
    expect(copied(name, file).includes('zx')).toBe(false)
    expect(copied(name, Buffer.concat([file, Buffer.from('<html>zx')])).includes('zx')).toBe(false)
  })

  test('a copy is copied as it is.', () => {
    expect(copied(name, copied(name, file))).toEqual(copied(name, file))
  })

  test('a beginning alone is none, wherever it is cut off.', () => {
    // The Exif of a WebP comes last, but the file says how long it is.
    for (let length = 0; length < file.length; length++)
      expect(publishedBitmap(name, file.subarray(0, length)), String(length)).toHaveProperty('refused')
  })

  test('a flipped bit ends in a picture or a refusal, and in no other error.', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(7), (at, bit) => {
        const other = Buffer.from(file)
        other[at] = (other[at] ?? 0) ^ (1 << bit)
        const copy = publishedBitmap(name, other)
        expect('refused' in copy || copy.bytes.length <= file.length).toBe(true)
      }),
    )
  })
})

test('What a picture shows stays, bit for bit.', () => {
  const data = (file: Buffer) => {
    const at = file.indexOf('IDAT')
    return file.subarray(at - 4, at + 8 + file.readUInt32BE(at - 4))
  }
  expect(data(copied('a.png', PNG))).toEqual(data(PNG))
  const tables = JPEG.indexOf(Buffer.of(0xff, 0xdb))
  expect(copied('a.jpg', JPEG)).toEqual(Buffer.concat([JPEG.subarray(0, 2), JPEG.subarray(tables)]))
  expect(copied('a.gif', GIF).toString('latin1')).toBe(
    GIF.toString('latin1').replace('!\xfe\x08zxsecret\0!\xff\x0bXMP DataXMP\x06zxuser\0', ''),
  )
})

test('A WebP without Exif does not say that it has any, and says how long it is.', () => {
  const copy = copied('a.webp', WEBP)
  expect(copy.readUInt32LE(4)).toBe(copy.length - 8)
  expect(copy[20]).toBe(0)
})

test.each([
  ['II', 6, 6],
  ['MM', 8, 8],
  ['II', 1, null],
])('A photograph keeps which way is up (%s, %i).', (order, turn, kept) => {
  const tiff = Buffer.from(EXIF, 'base64')
  if (order === 'II') tiff.writeUInt16LE(turn, 18)
  const big = Buffer.from(
    `4d4d002a00000008000101120003000000010${turn}000000000000`.replace('10' + turn, '1000' + turn),
    'hex',
  )
  const words = order === 'II' ? tiff : big
  const head = Buffer.concat([Buffer.from('Exif\0\0'), words, Buffer.from('zx')])
  const size = Buffer.of(0xff, 0xe1, (head.length + 2) >> 8, (head.length + 2) & 255)
  const plain = copied('a.jpg', JPEG)
  const copy = copied('a.jpg', Buffer.concat([plain.subarray(0, 2), size, head, plain.subarray(2)]))
  expect(copy.includes('zx')).toBe(false)
  // The entry of tag 0x112 in big-endian order: a short, once, and its value.
  const entry = copy.indexOf(Buffer.from('0112000300000001', 'hex'))
  expect(entry < 0 ? null : copy.readUInt16BE(entry + 8)).toBe(kept)
})

test('A page in the name of a picture is none, whatever it begins with.', () => {
  const page = '<html><script>alert(1)</script>'
  for (const [name, file] of FILES)
    for (const begun of [0, 4, 8, 16])
      expect(publishedBitmap(name, Buffer.concat([file.subarray(0, begun), Buffer.from(page)]))).toHaveProperty(
        'refused',
      )
  expect(publishedBitmap('a.bmp', PNG)).toHaveProperty('refused')
})
