import { readTexts } from '#io/catalog-reader'
import { folderHistory } from '#io/git/folder-history'
import { isTracked } from '#io/git/former-texts'
import { openRepository, type Repository } from '#io/git/repository'
import { slotsIn } from '#model/records/content-layout'
import type { Slo } from '#model/records/slo'
import type { Commitment, TargetHistory } from '#model/slo/target-history'

const FOLDER = 'slos'

/**
 * What the SLOs of a content folder promised over time, as git tells it: by their ids, so that a file may move. Null where
 * it can't tell: no git, a folder that it doesn't keep, a shallow clone, or a git that fails.
 */
export async function targetHistory(folder: string): Promise<TargetHistory> {
  const repository = await openRepository(folder).catch(() => null)
  if (!repository || !(await isTracked(repository, 'site.yaml').catch(() => false))) return null
  return readHistory(repository, 'HEAD', () => true).catch(() => null)
}

/** The same of some SLOs, up to a commit that has them; null where the clone is shallow, or git fails. */
export function targetHistoryAt(
  repository: Repository,
  commit: string,
  slos: readonly Pick<Slo, 'spec_name'>[],
): Promise<TargetHistory> {
  const names = [...new Set(slos.map(({ spec_name }) => spec_name))]
  // What is written by escapes may be any name.
  const isAsked = (text: string) => text.includes('\\') || names.some((name) => text.includes(name))
  return readHistory(repository, commit, isAsked).catch(() => null)
}

async function readHistory(
  repository: Repository,
  commit: string,
  isAsked: (text: string) => boolean,
): Promise<TargetHistory> {
  if (await repository.isShallow()) return null
  const steps = (await folderHistory(repository, FOLDER, commit)).map(({ at, files }) => ({
    at,
    files: new Map([...files].filter(([path]) => isSlo(path))),
  }))
  const contents = await repository.contents(
    steps.flatMap(({ files }) => [...files.values()].filter((oid) => oid !== null)),
  )
  const texts = [...contents].map(([oid, bytes]): [string, string] => [oid, new TextDecoder().decode(bytes)])
  const asked = texts.filter(([, text]) => isAsked(text))
  const sloIn = new Map(asked.map(([oid, text]) => [oid, slosIn(text)]))
  const history = new Map<string, Commitment[]>()
  for (const { at, files } of steps)
    for (const oid of files.values())
      for (const { id, objectives } of (oid === null ? undefined : sloIn.get(oid)) ?? []) {
        const said = history.get(id) ?? []
        history.set(id, said)
        said.push({ from: at, objectives: objectives.map(({ name, target }) => ({ name, target })) })
      }
  return history
}

/** Whether SLOs are read of a file: what lies beside them may say the same words, and promises nothing. */
const isSlo = (path: string): boolean => slotsIn([path]).get(path)?.kind === 'slo'

/** What could be read of a file as it was; one that was broken then changed nothing. */
function slosIn(text: string): readonly Slo[] {
  const path = `${FOLDER}/then.yaml`
  const texts = new Map([[path, text]])
  return readTexts({ paths: [path], texts }, 0, () => 0).catalog.slos
}
