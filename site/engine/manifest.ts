import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What a build knows of the one before: what each file was made from, and how it lay on the disk. */
export interface Manifest {
  /** The engine that wrote it. Another one trusts nothing in it. */
  engine: string
  /** By the path of the file in the site's folder. */
  files: Record<string, WrittenFile>
}

export interface WrittenFile {
  /** Digest of what it shows, with all that frames it. */
  shows: string
  /** What its page looked up beside that, and what it was told. */
  answers?: [question: string, answer: string | null][] | undefined
  /** Digest of its bytes. */
  bytes: string
  /** In bytes. */
  size: number
  /** When it was written, in milliseconds: a file that was touched since is looked at. */
  written: number
}

const SCHEMA = z.strictObject({
  engine: z.string(),
  files: z.record(
    z.string(),
    z.strictObject({
      shows: z.string(),
      answers: z.array(z.tuple([z.string(), z.string().nullable()])).optional(),
      bytes: z.string(),
      size: z.number(),
      written: z.number(),
    }),
  ),
})

export const digest = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64url').slice(0, 22)
}

export interface FoundManifest extends Manifest {
  /** Files that a build wrote, be it another engine's: what is in them may be old, but not anybody else's. */
  lain: Manifest['files']
  text: string
}

/** The manifest of an engine's last build; an empty one where it is missing, cut off, edited or another engine's. */
export function readManifest(file: string, engine: string): FoundManifest {
  const text = manifestAsItLies(file)
  try {
    const { data } = SCHEMA.safeParse(JSON.parse(text))
    const lain = data?.files ?? {}
    return { engine, files: data?.engine === engine ? lain : {}, lain, text }
  } catch {
    return { engine, files: {}, lain: {}, text }
  }
}

/** The manifest's text; nothing where there is none. */
export function manifestAsItLies(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

export const manifestText = (manifest: Manifest): string => JSON.stringify(manifest)
