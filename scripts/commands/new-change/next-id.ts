import { numberer } from '#import/naming'
import { openRepository } from '#io/git/repository'
import { namesOnBranches } from '#io/git/names'
import { kindAt, yearFolder } from '#model/records/content-layout'

/** The next id of a year: after all that the content folder, or any branch that this clone knows, has. */
export async function nextChangeId(folder: string, paths: readonly string[], year: number): Promise<string> {
  const repository = await openRepository(folder)
  const elsewhere = repository ? await namesOnBranches(repository, yearFolder('change', year)) : []
  const here = paths.filter((path) => ['change', 'approval'].includes(kindAt(path) ?? ''))
  return numberer('CHG', [...here, ...elsewhere])(year)
}
