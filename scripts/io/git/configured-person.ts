import type { Person } from './person.ts'
import { runGit } from './process.ts'

/** Who works in a folder by git's configuration; null where it doesn't say both a name and an address. */
export async function configuredPerson(folder: string): Promise<Person | null> {
  const run = await runGit(folder, ['config', '-z', '--get-regexp', '^user\\.(name|email)$'])
  // The last one counts: that of the repository itself.
  const said = new Map(
    run.stdout
      .toString()
      .split('\0')
      .map((line) => [line.slice(0, line.indexOf('\n')), line.slice(line.indexOf('\n') + 1).trim()] as const),
  )
  const [name = '', email = ''] = [said.get('user.name'), said.get('user.email')]
  return name === '' || email === '' ? null : { name, email }
}
