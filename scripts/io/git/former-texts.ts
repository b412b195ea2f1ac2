import { readBlobs } from './tree.ts'
import { gitBytes } from './process.ts'
import type { Repository } from './repository.ts'

/** More versions than this are older than anybody remembers. */
const MOST = 20

/** What a file of the folder said before, as far as the history of HEAD has it: the newest version first. */
export async function formerTexts({ path, folder }: Repository, file: string): Promise<string[]> {
  const place = folder === '' ? file : `${folder}/${file}`
  // A name with a blank in it can't be asked for by the batch.
  if (/\s/.test(place)) return []
  const log = ['log', `-${MOST}`, '--format=%H', '--no-renames', '--no-show-signature', 'HEAD', '--']
  const listed = await gitBytes(path, [...log, `:(top,literal)${place}`]).catch(() => Buffer.alloc(0))
  const commits = listed.toString('latin1').match(/^[0-9a-f]{40,64}$/gm) ?? []
  const blobs = await readBlobs(
    path,
    commits.map((commit) => `${commit}:${place}`),
  )
  return [...blobs.values()].map((bytes) => new TextDecoder().decode(bytes))
}

/** Whether HEAD has a file of the folder. */
export async function isTracked({ path, folder }: Repository, file: string): Promise<boolean> {
  const place = folder === '' ? file : `${folder}/${file}`
  return gitBytes(path, ['cat-file', '-e', `HEAD:${place}`]).then(
    () => true,
    () => false,
  )
}
