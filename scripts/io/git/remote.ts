import { runGit } from './process.ts'
import { Unreachable } from './unreachable.ts'

/** Where a clone came from: its remote `origin`, or the one that was named. */
export interface Remote {
  /** The branch that others see first there, and its newest commit; null where there is none yet. */
  head: () => Promise<{ branch: string; commit: string } | null>
  /** The newest commit of a branch there; null where there is no such branch. */
  tip: (branch: string) => Promise<string | null>
  /** Brings the commits along that the clone lacks, with their history. Those that can't be had stay lacking. */
  fetch: (commits: Iterable<string>) => Promise<void>
  /**
   * Moves a branch there to a commit on top of its newest one. `behind`: somebody else has pushed before. Otherwise git's
   * words, why it may not.
   */
  push: (branch: string, commit: string) => Promise<'pushed' | 'behind' | { refused: string }>
}

/** Where a token may be sent, as `https://github.com`. */
export interface Access {
  server: string
  token: string
}

/** What refs a remote has, a line each. Throws `Unreachable` with git's words where it can't be asked. */
export const listRemote = (folder: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> =>
  refsOf(folder, env, args)

async function refsOf(folder: string, env: NodeJS.ProcessEnv, args: readonly string[], limit?: number) {
  const { code, stdout, stderr } = await runGit(folder, ['ls-remote', ...args], '', env, limit)
  if (code !== 0) {
    const name = args.find((one) => !one.startsWith('-')) ?? ORIGIN
    throw new Unreachable(
      `The remote \`${name}\` can't be asked. ${stderr.trim()}${await remotesInstead(folder, name)}`,
    )
  }
  return stdout.toString()
}

/** The remotes that a clone has where the one that was meant isn't among them. */
async function remotesInstead(folder: string, name: string): Promise<string> {
  const listed = (await runGit(folder, ['remote'])).stdout.toString().split('\n')
  const names = listed.filter((one) => one !== '')
  return names.length === 0 || names.includes(name) ? '' : ` This clone has ${names.join(', ')}: name one by --remote.`
}

const ORIGIN = 'origin'

/**
 * The remote of a folder's repository. The token reaches git by the environment: no list of processes, no file shows it.
 * `limit`: for so many milliseconds it is waited for, and git asks nobody for a password; left out: for as long as git waits.
 */
export function openRemote(folder: string, access: Access | null, name = ORIGIN, limit?: number): Remote {
  const env = accessEnvironment(access)
  const list = (...args: string[]) => refsOf(folder, env, args, limit)
  const has = async (commit: string) => (await runGit(folder, ['cat-file', '-e', `${commit}^{commit}`])).code === 0
  const bring = async (commits: readonly string[]) =>
    (await runGit(folder, [...FETCH, name, ...commits], '', env, limit && limit * MUCH)).code === 0

  return {
    head: async () => {
      const refs = await list('--symref', name, 'HEAD')
      const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(refs)?.[1]
      const commit = /^([0-9a-f]{40,64})\tHEAD$/m.exec(refs)?.[1]
      return branch === undefined || commit === undefined ? null : { branch, commit }
    },
    tip: async (branch) => {
      const ref = `refs/heads/${branch}`
      const refs = await list(name, ref)
      const line = refs.split('\n').find((one) => one.endsWith(`\t${ref}`))
      return line?.split('\t')[0] ?? null
    },
    fetch: async (commits) => {
      const lacking: string[] = []
      for (const commit of new Set(commits)) if (COMMIT.test(commit) && !(await has(commit))) lacking.push(commit)
      if (lacking.length === 0 || (await bring(lacking)) || lacking.length === 1) return
      // One that is gone, as after a push by force, spoils it for all.
      for (const commit of lacking) await bring([commit])
    },
    push: async (branch, commit) => {
      const args = [...PUSH, name, `${commit}:refs/heads/${branch}`]
      const run = await runGit(folder, args, '', env, limit).catch((error: unknown) => {
        if (error instanceof Unreachable) return { refused: error.message }
        throw error
      })
      // Whether it was taken, nobody knows.
      if ('refused' in run) return run
      const { code, stdout, stderr } = run
      if (code === 0) return 'pushed'
      const words = `${stdout}\n${stderr}`.trim()
      return BEHIND.test(words) ? 'behind' : { refused: refusal(words, access) }
    },
  }
}

/** This branch alone, whatever the clone is set up to push along: tags, submodules, a signature. */
const PUSH = ['push', '--quiet', '--porcelain', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'].concat(
  '--signed=no',
)

/** Git's words why a push may not be; what a token lacks, GitHub says as no more than a number. */
export const refusal = (words: string, access: Access | null): string =>
  access !== null && /returned error: 403/.test(words)
    ? `The token may not push: give the job \`contents: write\`. ${words}`
    : words

const COMMIT = /^[0-9a-f]{40,64}$/
/** What is fetched may be much, as after days. */
const MUCH = 5
/** Somebody was there first: git found out before it pushed, or the server while it took the push. */
const BEHIND = /\((?:fetch first|non-fast-forward|incorrect old value provided|failed to update ref)\)|cannot lock ref/

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-auto-maintenance',
]

/**
 * What makes git show a token to its server; nothing where git knows how its user reaches it. As actions/checkout does it:
 * https://github.com/actions/checkout/blob/main/src/git-auth-helper.ts
 */
export function accessEnvironment(access: Access | null): NodeJS.ProcessEnv {
  if (access === null) return {}
  const { server, token } = access
  const others = Number(process.env['GIT_CONFIG_COUNT'] ?? 0)
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return {
    GIT_CONFIG_COUNT: String(others + 1),
    [`GIT_CONFIG_KEY_${others}`]: `http.${server}/.extraheader`,
    [`GIT_CONFIG_VALUE_${others}`]: `AUTHORIZATION: basic ${basic}`,
  }
}
