import { closeSync, lstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '#model/diagnostic'
import { publishedBitmap } from '#model/publish/bitmap'
import { unfitLogo } from '#model/publish/logo'
import { LARGEST_PICTURE, unfitPicture } from '#model/publish/picture'
import { publicAt, slotsIn } from '#model/records/content-layout'

export interface Pictures {
  /** Paths of those that can be shown, relative to the content folder. */
  fit: string[]
  problems: Problem[]
}

/** Looks at the pictures of a content folder: what is none, too large, a link, or would run, is left out with a word. */
export function readPictures(root: string, paths: readonly string[]): Pictures {
  const pictures: Pictures = { fit: [], problems: [] }
  for (const [path, { kind }] of slotsIn(paths)) {
    if (kind !== 'picture') continue
    const expected = unfit(join(root, path), path)
    if (expected === null) pictures.fit.push(path)
    else pictures.problems.push(refuse(path, expected))
  }
  return pictures
}

function unfit(file: string, path: string): string | null {
  try {
    const stat = lstatSync(file)
    // A link in `public/` would publish what lies elsewhere.
    if (!stat.isFile()) return 'a file of its own and no link'
    if (stat.size > LARGEST_PICTURE) return 'at most 1 MiB'
    // Of what is published the whole is copied, part by part.
    const whole = isDrawing(path) || publicAt(path) !== null
    const bytes = whole ? readFileSync(file) : headOf(file)
    return unfitPicture(path, bytes) ?? (whole ? unfitToPublish(path, bytes) : null)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 'a file that can be read'
    throw error
  }
}

function unfitToPublish(path: string, bytes: Uint8Array): string | null {
  const copy = isDrawing(path) ? null : publishedBitmap(path, bytes)
  return copy !== null && 'refused' in copy ? copy.refused : null
}

/**
 * Why the logo of a site can't be published, in words that go on after "expected"; null where it can. `paths` holds none
 * that leads out of the folder.
 */
export function unfitLogoFile(root: string, logo: string, paths: readonly string[]): string | null {
  if (!paths.includes(logo)) return 'a file of the content folder'
  const file = join(root, logo)
  return unfitLogo(logo, statSync(file).size, () => readFileSync(file))
}

/** A logo that is there, and that the page will do without, is told of where it is named. */
export function doubtedLogo(root: string, logo: string | undefined, paths: readonly string[]): Problem[] {
  const expected = logo === undefined || !paths.includes(logo) ? null : unfitLogoFile(root, logo, paths)
  if (expected === null) return []
  return [
    {
      rule: 'file-readable',
      severity: 'warning',
      at: { file: 'site.yaml', path: ['brand', 'logo'] },
      message: `Unexpected logo, expected ${expected}: it is not shown.`,
      help: 'Save it anew, smaller or in another format, or take it out.',
    },
  ]
}

const isDrawing = (path: string) => /\.svg$/i.test(path)

/** The bytes that tell a picture's kind: a folder may hold many large ones. */
function headOf(file: string): Uint8Array {
  const head = Buffer.alloc(16)
  const opened = openSync(file, 'r')
  try {
    return head.subarray(0, readSync(opened, head))
  } finally {
    closeSync(opened)
  }
}

const refuse = (file: string, expected: string): Problem => ({
  rule: 'file-readable',
  severity: 'warning',
  at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
  message: `Unexpected picture, expected ${expected}: it is not shown.`,
  help: 'Save it anew, smaller or in another format, or take it out.',
})
