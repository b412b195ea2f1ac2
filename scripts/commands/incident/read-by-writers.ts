import { commandIn } from '#io/comment-command'
import { readPosted } from '#model/incident/posted/read'
import type { Around, Read } from '#model/incident/posted/reading'

/** Who is asked what somebody may do, and of which repository, `owner/name`; null: of the one that the event names. */
export interface Authority {
  repository: string | null
  mayWrite: (handle: string) => Promise<boolean>
}

/**
 * Reads what is posted. Issues and comments are heard from people who may write to the repository alone, and that is asked
 * of GitHub, where it matters: what an event says of its author (`author_association`) also stands there for who may only
 * read, and for who could write once. Null: there is nobody to ask, and nobody is heard.
 */
export async function readByWriters(
  text: string,
  around: Omit<Around, 'mayWrite' | 'commandIn'>,
  authority: Authority | null,
): Promise<Read> {
  const asked = new Set<string>()
  const repositories = new Set<string>()
  const readWith = (mayWrite: (handle: string) => boolean) =>
    readPosted(text, {
      ...around,
      commandIn,
      mayWrite: (handle, repository) => {
        asked.add(handle)
        repositories.add(repository)
        return mayWrite(handle)
      },
    })
  const read = readWith(() => true)
  if (read.kind === 'ignored' || asked.size === 0) return read
  if (authority === null)
    return {
      kind: 'error',
      error:
        'Only people who may write to the repository are heard, and whether its author may is not known: expected the token to ask GitHub with in GITHUB_TOKEN, and the repository in GITHUB_REPOSITORY.',
    }
  const own = authority.repository?.toLowerCase()
  if (own !== undefined && [...repositories].some((name) => name.toLowerCase() !== own))
    return {
      kind: 'error',
      error: `Unexpected event of another repository, expected one of ${authority.repository}.`,
    }
  const writers = new Set<string>()
  for (const handle of asked) if (await authority.mayWrite(handle)) writers.add(handle)
  return readWith((handle) => writers.has(handle))
}
