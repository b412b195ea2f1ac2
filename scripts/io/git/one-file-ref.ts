import { madeCommit } from './made-commit.ts'
import { runGit } from './process.ts'
import { accessEnvironment, listRemote, refusal, type Access } from './remote.ts'
import type { Repository } from './repository.ts'

/** A file that is kept under a ref of its own, beside every branch: with the remote where there is one, else here. */
export interface OneFileRef {
  /** Whether it is kept with the remote. */
  shared: boolean
  /** The commit that the ref is at; null: there is no such ref. */
  tip: () => Promise<string | null>
  /** The file of that commit; null where it has none, or one that is too long to be ours. */
  read: (commit: string) => Promise<string | null>
  /**
   * Puts the file in the place of the one that `expected` holds. `lost`: somebody else was faster, and nothing was
   * written. Otherwise git's words, why it may not be.
   */
  write: (text: string, expected: string | null) => Promise<{ commit: string } | 'lost' | { refused: string }>
}

/** More bytes than this were not written by us. */
const MOST_BYTES = 64 * 1024 * 1024
const NONE = '0'.repeat(40)

/**
 * The ref `name` of a repository, with one file in it. Each commit stands alone, without parents: the ref grows
 * by nothing, however often it is written. `access`: what its remote is to be shown. Throws `Unreachable` where the remote can't be asked.
 */
export async function openOneFileRef(
  repository: Pick<Repository, 'path' | 'commit'>,
  { ref: name, file, access }: { ref: string; file: string; access: Access | null },
): Promise<OneFileRef> {
  const { path: folder } = repository
  const env = accessEnvironment(access)
  const shared = (await runGit(folder, ['remote', 'get-url', 'origin'])).code === 0
  const here = () => repository.commit(name)
  return {
    shared,
    tip: async () => {
      if (!shared) return here()
      const listed = await listRemote(folder, env, 'origin', name)
      return (
        listed
          .split('\n')
          .find((line) => line.endsWith(`\t${name}`))
          ?.split('\t')[0] ?? null
      )
    },
    read: async (commit) => {
      // Into the same ref here, so that a build reads it without asking anybody.
      if (shared && (await here()) !== commit) await runGit(folder, [...FETCH, 'origin', `+${name}:${name}`], '', env)
      return fileHere(folder, commit, file)
    },
    write: async (text, expected) => {
      const made = { ...WHO, message: 'What was delivered', at: Date.now() }
      const commit = await madeCommit(folder, null, new Map([[file, text]]), made)
      if (shared) {
        const lease = `--force-with-lease=${name}:${expected ?? ''}`
        const push = ['push', '--quiet', '--porcelain', '--no-verify', lease, 'origin', `${commit}:${name}`]
        const { code, stdout, stderr } = await runGit(folder, push, '', env)
        const words = `${stdout}\n${stderr}`.trim()
        if (code !== 0) return LOST.test(words) ? 'lost' : { refused: refusal(words, access) }
        await runGit(folder, ['update-ref', name, commit])
        return { commit }
      }
      const { code } = await runGit(folder, ['update-ref', name, commit, expected ?? NONE])
      return code === 0 ? { commit } : 'lost'
    },
  }
}

/** A file of a commit or a ref as this clone has it, which asks nobody; null where it has none, or one that is too long to be ours. */
export async function fileHere(folder: string, commit: string, file: string): Promise<string | null> {
  const size = await runGit(folder, ['cat-file', '-s', `${commit}:${file}`])
  if (size.code !== 0 || Number(size.stdout.toString()) > MOST_BYTES) return null
  const blob = await runGit(folder, ['cat-file', 'blob', `${commit}:${file}`])
  return blob.code === 0 ? blob.stdout.toString() : null
}

/** Git found out before it pushed, or the server while it took the push. */
const LOST = /\(stale info\)|\(fetch first\)|\(incorrect old value provided\)|\(failed to update ref\)|cannot lock ref/

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'].concat(
  '--no-auto-maintenance',
)

const WHO = { name: 'evenkeel', email: 'evenkeel@users.noreply.github.com' }
