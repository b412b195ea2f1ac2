import { numberer } from '#import/naming'
import { openRepository } from '#io/git/repository'
import { namesOnBranches } from '#io/git/names'
import { kindAt, yearFolder } from '#model/records/content-layout'

const PREFIX = { change: 'CHG', incident: 'INC' } as const

/** The next id of a year: after all that the content folder, or any branch that this clone knows, has. */
export async function nextId(
  kind: 'change' | 'incident',
  folder: string,
  paths: readonly string[],
  year: number,
): Promise<string> {
  const repository = await openRepository(folder)
  const elsewhere = repository ? await namesOnBranches(repository, yearFolder(kind, year)) : []
  const here = paths.filter((path) => {
    const found = kindAt(path)
    return found === kind || (kind === 'change' && found === 'approval')
  })
  return numberer(PREFIX[kind], [...here, ...elsewhere])(year)
}
