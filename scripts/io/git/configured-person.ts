import type { Person } from './commit-object.ts'
import { runGit } from './process.ts'

/** Who works in a folder by git's configuration; null where it doesn't say both a name and an address. */
export async function configuredPerson(folder: string): Promise<Person | null> {
  const value = async (key: string): Promise<string> => {
    const run = await runGit(folder, ['config', key])
    return run.code === 0 ? run.stdout.toString().trim() : ''
  }
  const [name, email] = [await value('user.name'), await value('user.email')]
  return name === '' || email === '' ? null : { name, email }
}
