import { commitTimes } from '#model/slo/commit-times'
import type { Instant } from '#model/time'
import { formerFolders } from './former-texts.ts'
import { gitBytes } from './process.ts'
import type { Repository } from './repository.ts'

/** What one step of a branch, a commit or a merge with all that it brought, left of some files. */
export interface FolderStep {
  at: Instant
  /** By their paths from the content folder: what names their contents; null: they are gone, or are no plain files. */
  files: Map<string, string | null>
}

/**
 * What every step up to a commit did to the files below a folder of the content, the oldest first, also while the content
 * folder was called otherwise: then only there. Each is dated by its committer, as far as the others that lead to the commit
 * agree with it. Rejects where git fails.
 */
export async function folderHistory(
  { path, folder }: Repository,
  below: string,
  commit = 'HEAD',
): Promise<FolderStep[]> {
  const folders = [folder, ...(await formerFolders(path, folder, commit))]
  const places = folders.map((one) => (one === '' ? below : `${one}/${below}`))
  const listed = await gitBytes(path, [...LOG, commit, '--', ...places.map((place) => `:(top,literal)${place}`)])
  const times = await timesOf(path, commit)
  const steps: FolderStep[] = []
  /** Of `places` the one that is the content's by then; what lies in one of before isn't read any more. */
  let current = places.length - 1
  const parts = listed.toString().split('\0')
  for (let i = 0; i < parts.length; i++) {
    const part = (parts[i] ?? '').replace(/^\n+/, '')
    if (part.startsWith('\u0001')) {
      steps.push({ at: times.get(part.slice(1)) ?? steps.at(-1)?.at ?? 0, files: new Map() })
      continue
    }
    if (!part.startsWith(':')) continue
    const [, mode = '', , oid = ''] = part.split(' ')
    const name = parts[++i] ?? ''
    const place = places.findIndex((one) => name.startsWith(`${one}/`))
    if (place === -1 || place > current) continue
    const isPlain = mode.startsWith('100')
    if (isPlain) current = place
    steps.at(-1)?.files.set(`${below}${name.slice(places[place]?.length)}`, isPlain ? oid : null)
  }
  return steps
}

/** When each commit of a branch was made, by its hash. */
async function timesOf(path: string, commit: string): Promise<Map<string, Instant>> {
  const listed = await gitBytes(path, ['rev-list', '--first-parent', '--reverse', '--timestamp', commit])
  const lines = listed.toString('latin1').trimEnd().split('\n')
  const times = commitTimes(lines.map((line) => Number(line.slice(0, line.indexOf(' '))) * 1000))
  return new Map(lines.map((line, i) => [line.slice(line.indexOf(' ') + 1), times[i] ?? 0]))
}

const LOG = [
  'log',
  '--reverse',
  '-z',
  '--format=%x01%H',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--first-parent',
].concat(['--diff-merges=first-parent', '--no-show-signature', '--no-ext-diff', '--no-notes', '--no-color'])
