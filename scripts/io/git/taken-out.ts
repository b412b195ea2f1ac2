import { recordAt } from '#model/records/content-layout'
import type { Instant } from '#model/time'
import { gitBytes } from './process.ts'
import type { Repository } from './repository.ts'

/** The step of a branch that took something out. */
export interface TakenOut {
  commit: string
  at: Instant
  /** The name of its author. */
  by: string
}

/**
 * The newest step up to a commit, and not older than `since`, that took out a file of an incident or a change whose text
 * `is` what is looked for; null: none did, as far as the clone knows.
 */
export async function takenOutBy(
  { path, folder, contents }: Pick<Repository, 'path' | 'folder' | 'contents'>,
  commit: string,
  since: Instant,
  is: (text: string) => boolean,
): Promise<TakenOut | null> {
  const below = folder === '' ? '' : `${folder}/`
  const places = ['incidents', 'changes'].map((kind) => `:(top,literal)${below}${kind}`)
  const listed = await gitBytes(path, [...LOG, `--since=@${Math.floor(since / 1000)}`, commit, '--', ...places])
  const gone: { step: TakenOut; oid: string }[] = []
  let step: TakenOut | undefined
  const parts = listed.toString().split('\0')
  for (const [i, raw] of parts.entries()) {
    const part = raw.replace(/^\n+/, '')
    const [, hash, seconds, by = ''] = /^\u0001(\w+) (\d+) (.*)$/s.exec(part) ?? []
    if (hash !== undefined) step = { commit: hash, at: Number(seconds) * 1000, by }
    else if (step && part.startsWith(':') && isRecords(parts[i + 1] ?? '', below))
      gone.push({ step, oid: part.split(' ')[2] ?? '' })
  }
  const texts = gone.length === 0 ? new Map<string, Uint8Array>() : await contents(gone.map(({ oid }) => oid))
  const found = gone.find(({ oid }) => is(new TextDecoder().decode(texts.get(oid))))
  return found?.step ?? null
}

const isRecords = (name: string, below: string): boolean =>
  name.endsWith('.md') && recordAt(name.slice(below.length)) !== null

const LOG = ['log', '-z', '--format=%x01%H %ct %an', '--raw', '--no-abbrev', '--no-renames', '--diff-filter=D'].concat([
  '--first-parent',
  '--diff-merges=first-parent',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-notes',
  '--no-color',
])
