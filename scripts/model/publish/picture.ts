import { unfitDrawing } from './logo.ts'

/** Larger ones would make a page slow on a phone, and the repository large for good. */
export const LARGEST_PICTURE = 1024 * 1024

const KINDS: readonly [name: RegExp, kind: string, begins: RegExp][] = [
  [/\.png$/i, 'PNG', /^\x89PNG\r\n\x1A\n/],
  [/\.jpe?g$/i, 'JPEG', /^\xFF\xD8\xFF/],
  [/\.gif$/i, 'GIF', /^GIF8[79]a/],
  [/\.webp$/i, 'WebP', /^RIFF[^]{4}WEBP/],
]

/**
 * Why a file can't be shown as the picture that its name says it is, in words that go on after "expected"; null where it
 * can. Its own bytes have the word: a page in a picture's name is none. Of all but drawings the first 16 are enough.
 */
export function unfitPicture(name: string, bytes: Uint8Array): string | null {
  if (/\.svg$/i.test(name)) return unfitDrawing(bytes)
  const [, kind, begins] = KINDS.find(([ending]) => ending.test(name)) ?? []
  if (kind === undefined || begins === undefined) return 'a picture in PNG, JPEG, GIF, WebP or SVG'
  return begins.test(String.fromCharCode(...bytes.subarray(0, 16))) ? null : `a picture in ${kind}, as its name says`
}
