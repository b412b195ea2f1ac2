import type { Instant } from '#model/time'
import { formerFolders } from './former-texts.ts'
import { gitBytes } from './process.ts'
import type { Repository } from './repository.ts'

/** What one step of a branch, a commit or a merge with all that it brought, left of some files. */
export interface FolderStep {
  at: Instant
  /** By their paths from the top of the repository: what names their contents; null: they are gone. */
  files: Map<string, string | null>
}

/**
 * What every step up to a commit did to the files below a folder of the content, the oldest first, also while the content
 * folder was called otherwise. Each is dated by its committer, and never before the one that it stands on. Rejects where
 * git fails.
 */
export async function folderHistory(
  { path, folder }: Repository,
  below: string,
  commit = 'HEAD',
): Promise<FolderStep[]> {
  const places = [folder, ...(await formerFolders(path, folder))].map((one) => (one === '' ? below : `${one}/${below}`))
  const listed = await gitBytes(path, [...LOG, commit, '--', ...places.map((place) => `:(top,literal)${place}`)])
  const steps: FolderStep[] = []
  const parts = listed.toString().split('\0')
  for (let i = 0; i < parts.length; i++) {
    const part = (parts[i] ?? '').replace(/^\n+/, '')
    if (part.startsWith('\u0001'))
      steps.push({ at: Math.max(Number(part.slice(1)) * 1000, steps.at(-1)?.at ?? -Infinity), files: new Map() })
    else if (part.startsWith(':')) {
      const [, , , oid = ''] = part.split(' ')
      steps.at(-1)?.files.set(parts[++i] ?? '', /^0+$/.test(oid) ? null : oid)
    }
  }
  return steps
}

const LOG = [
  'log',
  '--reverse',
  '-z',
  '--format=%x01%ct',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--first-parent',
].concat(['--diff-merges=first-parent', '--no-show-signature', '--no-ext-diff', '--no-notes', '--no-color'])
