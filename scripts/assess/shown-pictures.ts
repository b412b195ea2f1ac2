import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pageFile } from '#model/page-address'
import { publishedDrawing } from '#model/publish/drawing'
import { opsPicture } from '#model/records/content-layout'
import type { Assessment } from './content.ts'

/** A picture as a file of a site: a drawing is written anew. One that has become unfit since it was judged is left out. */
export function asShown(path: string, file: string): [string, Uint8Array][] {
  const bytes = readFileSync(file)
  if (!/\.svg$/i.test(file)) return [[path, bytes]]
  const drawing = publishedDrawing(bytes)
  return 'refused' in drawing ? [] : [[path, Buffer.from(drawing.text)]]
}

/** The pictures as files of the internal site. */
export const opsPictureFiles = (folder: string, { pictures }: Assessment): [string, Uint8Array][] =>
  pictures.flatMap((path) => asShown(pageFile(opsPicture(path)).slice(1), join(folder, path)))

/** Bytes of the largest picture that goes into a page, and of all that are looked at. */
const SMALL = 64 * 1024
const SMALL_TOGETHER = 3 * 1024 * 1024

/** The small pictures of runbooks, as addresses that hold them. */
export function smallPictures(folder: string, { pictures }: Pick<Assessment, 'pictures'>): Record<string, string> {
  let room = SMALL_TOGETHER
  const found = pictures.flatMap((path) => {
    const file = join(folder, path)
    if (!path.startsWith('runbooks/') || statSync(file).size > SMALL) return []
    return asShown(path, file).flatMap(([, bytes]) => {
      const fits = bytes.length <= Math.min(SMALL, room)
      if (fits) room -= bytes.length
      return fits ? [[path, addressHolding(path, bytes)] as const] : []
    })
  })
  return Object.fromEntries(found)
}

const TYPES: Readonly<Record<string, string>> = { '.svg': 'svg+xml', '.jpg': 'jpeg', '.jpeg': 'jpeg' }

/** `data:image/png;base64,…` */
function addressHolding(path: string, bytes: Uint8Array): string {
  const ending = extname(path).toLowerCase()
  return `data:image/${TYPES[ending] ?? ending.slice(1)};base64,${Buffer.from(bytes).toString('base64')}`
}
