import { randomUUID } from 'node:crypto'
import type { Instant } from '#model/time'
import { ident, type Person } from './person.ts'
import { runGit } from './process.ts'

/** Who makes a commit, when, and what they say of it. */
export interface Made extends Person {
  message: string
  at: Instant
  /** Who brings it in for them; left out: they themselves. */
  committer?: Person | undefined
}

/**
 * A commit on top of another (`null`: of none) in which some files are as given, or gone (`null`). `files` goes by paths
 * from the top of the repository. Work tree, index and branches stay as they are. Returns its hash; rejects with git's
 * words where git refuses what is made.
 */
export async function madeCommit(
  folder: string,
  parent: string | null,
  files: ReadonlyMap<string, string | null>,
  made: Made,
): Promise<string> {
  const { code, stdout, stderr } = await runGit(
    folder,
    ['fast-import', '--quiet', '--done'],
    streamOf(parent, files, made),
  )
  const commit = stdout.toString('latin1').trim()
  if (code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) throw new Error(`git fast-import failed: ${stderr}`)
  return commit
}

/**
 * What git is told: https://git-scm.com/docs/git-fast-import. It makes commits on branches alone, and writes those at its
 * end: ours is reset by then, so that none is there at any time.
 */
function streamOf(
  parent: string | null,
  files: ReadonlyMap<string, string | null>,
  { message, at, committer, ...author }: Made,
): Buffer {
  const branch = `refs/evenkeel/made-${randomUUID()}`
  const by = (who: Person) => `${ident(who)} ${Math.floor(at / 1000)} +0000`
  if (message.includes('\0')) throw new Error('A message of a commit has no NUL.')
  const parts = [
    `commit ${branch}\nmark :1\nauthor ${by(author)}\ncommitter ${by(committer ?? author)}\n`,
    data(`${message}\n`),
    ...(parent === null ? [] : [`from ${parent}\n`]),
    ...[...files].flatMap(([path, text]) =>
      text === null ? [`D ${quoted(path)}\n`] : [`M 100644 inline ${quoted(path)}\n`, data(text)],
    ),
    `\nget-mark :1\nreset ${branch}\n\ndone\n`,
  ]
  return Buffer.from(parts.join(''))
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`

/** A path, whatever it holds. Throws at one that no work tree could have. */
function quoted(path: string): string {
  if (path.includes('\0') || path.split('/').some((name) => /^(?:\.{0,2}|\.git)$/i.test(name)))
    throw new Error(`git keeps no file ${path}.`)
  return `"${path.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
