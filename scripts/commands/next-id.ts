import { numberer } from '#import/naming'
import { openRepository, type Repository } from '#io/git/repository'
import { namesOnBranches } from '#io/git/names'
import { kindAt, yearFolder } from '#model/records/content-layout'

const PREFIX = { change: 'CHG', incident: 'INC' } as const
type Numbered = keyof typeof PREFIX

/** What records of a year are called on branches that the clone knows. */
export type NamesElsewhere = (kind: Numbered, year: number) => Promise<readonly string[]>

/** The same of a repository that is open. */
export const namesIn =
  (repository: Repository): NamesElsewhere =>
  (kind, year) =>
    namesOnBranches(repository, yearFolder(kind, year))

/** The next id of a year: after all that the content folder, or any branch that this clone knows, has. */
export async function nextId(
  kind: Numbered,
  year: number,
  { folder, paths, names }: { folder: string; paths: readonly string[]; names?: NamesElsewhere | undefined },
): Promise<string> {
  const repository = names ? null : await openRepository(folder)
  const elsewhere = await (names ?? (repository ? namesIn(repository) : null))?.(kind, year)
  const here = paths.filter((path) => {
    const found = kindAt(path)
    return found === kind || (kind === 'change' && found === 'approval')
  })
  return numberer(PREFIX[kind], [...here, ...(elsewhere ?? [])])(year)
}
