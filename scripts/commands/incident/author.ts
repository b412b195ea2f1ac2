import { configuredPerson } from '#io/git/configured-person'
import type { Person } from '#io/git/person'
import { UsageError } from '../usage-error.ts'

/** A handle as forges have it; `[bot]` at the end is an App's. What is none of that would be read otherwise by git. */
const HANDLE = /^[a-z\d_](?:[\w.-]{0,98}\w)?(?:\[bot\])?$/i

export const isHandle = (text: string): boolean => HANDLE.test(text)

/** Who a commit is by: the one that was named, by the address that GitHub gives to hide one's own; else as git is told. */
export async function authorOf(
  { by, email }: { by?: string | undefined; email?: string | undefined },
  folder: string,
): Promise<Person> {
  if (by !== undefined) {
    if (!isHandle(by))
      throw new UsageError(`Unexpected handle ${JSON.stringify(by.slice(0, 100))}, expected one such as ana.`)
    return { name: by, email: email !== undefined && ADDRESS.test(email) ? email : `${by}@users.noreply.github.com` }
  }
  const person = await configuredPerson(folder)
  if (person) return person
  throw new UsageError('Who says it? Name them by --by HANDLE, or tell git: git config user.name … and user.email …')
}

const ADDRESS = /^[^\s<>@]+@[^\s<>@]+$/

/** Who brings it in: as git is told; in a workflow its bot; else the author. */
export async function committerOf(folder: string, author: Person, env: NodeJS.ProcessEnv): Promise<Person> {
  return (await configuredPerson(folder)) ?? (env['GITHUB_ACTIONS'] === 'true' ? BOT : author)
}

/** https://github.com/actions/checkout#push-a-commit-using-the-built-in-token */
const BOT = { name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com' }
