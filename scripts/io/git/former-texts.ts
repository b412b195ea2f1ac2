import { gitBytes } from './process.ts'
import type { Repository } from './repository.ts'

/** More versions than this are older than anybody remembers. */
const MOST = 20
/** So often no content folder was renamed. */
const MOST_FOLDERS = 5

/**
 * What a file of the folder said before, as far as the history of HEAD has it: the newest version first. The same name in
 * other capitals is the same file, and so is one of a folder that was called otherwise then. Rejects where git fails.
 */
export async function formerTexts(repository: Repository, file: string): Promise<string[]> {
  const { path, folder } = repository
  const own = await versionsOf(repository, placeIn(folder, file))
  if (own.length > 0) return own
  for (const former of await formerFolders(path, folder)) {
    const texts = await versionsOf(repository, placeIn(former, file))
    if (texts.length > 0) return texts
  }
  return []
}

const placeIn = (folder: string, file: string) => (folder === '' ? file : `${folder}/${file}`)

/** By the ids of their contents: a name with a blank in it can't be asked for by the batch. */
async function versionsOf({ path, contents }: Repository, place: string): Promise<string[]> {
  const log = ['log', `-${MOST}`, '--format=', '--raw', '--no-abbrev', '-z', '--no-renames', '--no-show-signature']
  const listed = await gitBytes(path, [
    ...log,
    '--diff-merges=first-parent',
    'HEAD',
    '--',
    `:(top,literal,icase)${place}`,
  ])
  const changes = listed.toString('latin1').matchAll(/:\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]\d*\0/g)
  // Of a file that was deleted, what it said until then.
  const oids = [...changes].map(([, before = '', after = '']) => (/^0+$/.test(after) ? before : after))
  const blobs = await contents(oids)
  return [...blobs.values()].map((bytes) => new TextDecoder().decode(bytes))
}

/** What the content folder was called before a commit, the last name first: where its `site.yaml` was. */
export async function formerFolders(path: string, folder: string, commit = 'HEAD'): Promise<string[]> {
  const log = ['--literal-pathspecs', 'log', '--follow', '-M', '--format=', '--name-only', '-z', '--no-show-signature']
  const listed = await gitBytes(path, [...log, commit, '--', 'site.yaml'])
  const folders = listed
    .toString()
    .split('\0')
    .flatMap(
      (name) =>
        /^(?:(.*)\/)?site\.yaml$/s
          .exec(name.trim())
          ?.slice(1)
          .map((found) => found ?? '') ?? [],
    )
  return [...new Set(folders)].filter((one) => one !== folder).slice(0, MOST_FOLDERS)
}

/** Whether HEAD has a file of the folder. */
export async function isTracked({ folder, reader }: Repository, file: string): Promise<boolean> {
  const [found] = await reader.objects([`HEAD:${placeIn(folder, file)}`])
  return found?.type === 'blob'
}
