import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A bare repository, and clones of it. */
export interface Origin {
  /** Another clone, by a name; the content is in its folder `content`. */
  clone: (name: string) => string
  git: (...args: string[]) => string
  /** The bare repository itself. */
  bare: string
}

const AS = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', '-c', 'gc.auto=0']

/** Has some content in a repository that is pushed to, for the time that something is done with it. */
export async function withOrigin<T>(files: ReadonlyMap<string, string>, use: (origin: Origin) => Promise<T>) {
  const top = mkdtempSync(join(tmpdir(), 'evenkeel-bench-'))
  const [bare, first] = [join(top, 'origin.git'), join(top, 'first')]
  const git = (...args: string[]) => execFileSync('git', [...AS, ...args], { encoding: 'utf8' })
  const clone = (name: string) => {
    git('clone', '-q', bare, join(top, name))
    return join(top, name)
  }
  try {
    git('init', '-q', '--bare', '--initial-branch=main', bare)
    clone('first')
    for (const [path, text] of files) {
      const full = join(first, 'content', path)
      mkdirSync(dirname(full), { recursive: true })
      writeFileSync(full, text)
    }
    git('-C', first, 'add', '-A')
    git('-C', first, 'commit', '-qm', 'Records')
    git('-C', first, 'push', '-q', 'origin', 'HEAD:main')
    return await use({ clone, git, bare })
  } finally {
    rmSync(top, { recursive: true })
  }
}
