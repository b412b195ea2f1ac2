import { publishedBitmap } from './bitmap.ts'
import { publishedDrawing } from './drawing.ts'

const KINDS = /\.(svg|png|jpe?g|webp)$/i
const LARGEST = 256 * 1024

/**
 * Why a file can't be the logo, in words that go on after "expected"; null where it can. Its name tells its kind, and
 * `size` is in bytes; what is too large isn't read.
 */
export function unfitLogo(name: string, size: number, read: () => Uint8Array): string | null {
  if (!KINDS.test(name)) return 'an SVG, PNG, JPEG or WebP picture'
  if (size > LARGEST) return 'a picture of at most 256 kB'
  if (/\.svg$/i.test(name)) return unfitDrawing(read())
  const copy = publishedBitmap(name, read())
  return 'refused' in copy ? copy.refused : null
}

/** Why a drawing can't be published, in words that go on after "expected"; null where it can. */
export function unfitDrawing(bytes: Uint8Array): string | null {
  const drawing = publishedDrawing(bytes)
  return 'refused' in drawing ? drawing.refused : null
}
