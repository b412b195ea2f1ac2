import { keepComponent } from '#io/component-salvage'
import { formerTexts, isTracked } from '#io/git/former-texts'
import { openRepository, type Repository } from '#io/git/repository'
import { readYaml } from '#io/yaml-reader'
import { componentsInDoubt, renamedComponents, type Remembered } from '#model/publish/public-components'
import { publishableCatalog } from '#model/publish/publishable'
import { recordFile } from '#model/records/content-layout'
import type { Assessment } from './content.ts'

/**
 * What git remembers of components whose service can't be read any more: their last public block, or that there never
 * was one. It is only asked where there are such components. Without git, in a shallow clone, or where git fails, nothing
 * is remembered: the page is built all the same.
 */
export async function rememberedComponents(
  folder: string,
  { catalog, unfit, paths }: Pick<Assessment, 'catalog' | 'unfit' | 'paths'>,
): Promise<Remembered> {
  const ids = componentsInDoubt(publishableCatalog(catalog, unfit))
  const repository = ids.length === 0 ? null : await openRepository(folder).catch(() => null)
  if (!repository) return new Map()
  const whole = await isWhole(repository)
  const found = new Map<string, Component | null>()
  for (const id of ids) {
    const file = recordFile('service', id)
    const texts = await formerTexts(repository, file).catch(() => null)
    // What git can't say is no proof that there was nothing.
    if (texts === null) continue
    const block = texts.map((text) => blockIn(id, text)).find((one) => one !== null)
    if (block) found.set(id, block)
    else if (texts.length > 0 || (whole && !paths.includes(file))) found.set(id, null)
  }
  return found
}

/** A folder that git doesn't keep, or not all of it, proves nothing by what it lacks. */
const isWhole = (repository: Repository): Promise<boolean> =>
  Promise.all([isTracked(repository, 'site.yaml'), repository.isShallow()]).then(
    ([tracked, shallow]) => tracked && !shallow,
    () => false,
  )

type Component = NonNullable<Assessment['catalog']['services'][number]['public']>

function blockIn(id: string, text: string): Component | null {
  const components: Assessment['catalog']['salvaged_components'] = []
  keepComponent({ file: '', id }, readYaml('', text).data, text, { components })
  return components.find(({ named }) => named)?.public ?? null
}

/** What the build says of components that only records name, or that git knows better. */
export function wordsOfDoubt({ catalog, unfit }: Assessment, remembered: Remembered): string[] {
  const fit = publishableCatalog(catalog, unfit)
  const renamed = renamedComponents(fit, remembered)
  return componentsInDoubt(fit).map((id) => {
    const file = recordFile('service', id)
    const block = remembered.get(id)
    const now = renamed.get(id)
    if (now !== undefined) {
      const today = `what public updates say of \`${id}\` is shown as \`${now}\`.`
      return block
        ? `${file} is gone, and git remembers it as "${block.name}", which is ${recordFile('service', now)} today: ${today}`
        : `${file} was never a component, but customers know ${recordFile('service', now)} by that name: ${today}`
    }
    if (block === null)
      return `${file} was never a component, although a public update names \`${id}\`: that setting is left out.`
    return `${file} can't be read, and customers read of it: it stays a component, called "${block?.name ?? id}"${block ? ' as git remembers it' : ''}. Restore it; to retire a component on purpose, give it \`until\`.`
  })
}
