import { runGit } from './process.ts'

/** What git knows of a folder and of who works in it; null where it doesn't. */
export interface Whereabouts {
  /** The folder from the top of its repository, empty at the top; null: it is in none. */
  below: string | null
  /** The address of its remote `origin`. */
  remote: string | null
  /** The branch that others see first. */
  branch: string | null
  /** A handle on GitHub: of the configuration, or of the address that GitHub gives to hide one's own. */
  handle: string | null
}

/** Looks around in a folder. Without git nothing is known. */
export async function whereabouts(folder: string): Promise<Whereabouts> {
  const line = async (...args: string[]): Promise<string | null> => {
    const run = await runGit(folder, args).catch(() => null)
    const text = (run?.stdout.toString() ?? '').replace(/\n$/, '')
    return run?.code !== 0 || text === '' || text.includes('\n') ? null : text
  }
  const inside = (await line('rev-parse', '--is-inside-work-tree')) === 'true'
  const [user, email] = [await line('config', 'github.user'), await line('config', 'user.email')]
  return {
    below: inside ? ((await line('rev-parse', '--show-prefix'))?.replace(/\/$/, '') ?? '') : null,
    remote: inside ? await line('config', 'remote.origin.url') : null,
    branch: inside ? await branchOf(line) : await line('config', 'init.defaultBranch'),
    handle: user ?? /^(?:\d+\+)?([^+@]+)@users\.noreply\.github\.com$/i.exec(email ?? '')?.[1] ?? null,
  }
}

/** The remote's first branch, else one that is mostly called so, else the one that is to be born. */
async function branchOf(line: (...args: string[]) => Promise<string | null>): Promise<string | null> {
  const first = await line('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD')
  if (first !== null) return first.replace(/^origin\//, '')
  for (const name of ['main', 'master'])
    if ((await line('rev-parse', '--verify', '--quiet', `refs/heads/${name}`)) !== null) return name
  return line('symbolic-ref', '--quiet', '--short', 'HEAD')
}
