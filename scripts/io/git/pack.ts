import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { GitObject, ObjectFormat } from './object.ts'
import { runGit } from './process.ts'

const TYPES = { commit: 1, tree: 2, blob: 3, tag: 4 } satisfies Record<GitObject['type'], number>

/**
 * Puts some objects into the store of a folder's repository, by one process of git however many there are. Git judges
 * them, and whatever they refer to has to be there. Rejects with git's words where it refuses.
 */
export async function keepObjects(folder: string, objects: readonly GitObject[], format: ObjectFormat): Promise<void> {
  const { code, stderr } = await runGit(folder, ['unpack-objects', '-q', '--strict'], packOf(objects, format))
  if (code !== 0) throw new Error(`git unpack-objects failed: ${stderr}`)
}

/** https://git-scm.com/docs/gitformat-pack */
export function packOf(objects: readonly GitObject[], format: ObjectFormat): Buffer {
  const head = Buffer.alloc(12)
  head.write('PACK', 'latin1')
  head.writeUInt32BE(2, 4)
  head.writeUInt32BE(objects.length, 8)
  const body = Buffer.concat([
    head,
    ...objects.flatMap(({ type, bytes }) => [sizeOf(TYPES[type], bytes.length), deflateSync(bytes)]),
  ])
  return Buffer.concat([body, createHash(format).update(body).digest()])
}

/** What it is and how long: four bits of the length beside the type, then seven a byte, the lowest first. */
function sizeOf(type: number, size: number): Buffer {
  const bytes: number[] = [(type << 4) | (size % 16)]
  for (let left = Math.floor(size / 16); left > 0; left = Math.floor(left / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80
    bytes.push(left % 128)
  }
  return Buffer.from(bytes)
}
