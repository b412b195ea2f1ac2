import { keepComponent } from '#io/component-salvage'
import { formerTexts, isTracked } from '#io/git/former-texts'
import { openRepository } from '#io/git/repository'
import { readYaml } from '#io/yaml-reader'
import { componentsInDoubt, type Remembered } from '#model/publish/public'
import { publishableCatalog } from '#model/publish/publishable'
import { recordFile } from '#model/records/content-layout'
import type { Assessment } from './content.ts'

/**
 * What git remembers of components whose service can't be read any more: their last public block, or that there never
 * was one. It is only asked where there are such components. Without git, or in a shallow clone, nothing is remembered.
 */
export async function rememberedComponents(folder: string, { catalog, unfit, paths }: Assessment): Promise<Remembered> {
  const found = new Map<string, Component | null>()
  const ids = componentsInDoubt(publishableCatalog(catalog, unfit))
  const repository = ids.length === 0 ? null : await openRepository(folder).catch(() => null)
  if (!repository) return found
  // A folder that git doesn't keep, or not all of it, proves nothing by what it lacks.
  const whole = (await isTracked(repository, 'site.yaml')) && !(await repository.isShallow())
  for (const id of ids) {
    const file = recordFile('service', id)
    const texts = await formerTexts(repository, file)
    const block = texts.map((text) => blockIn(id, text)).find((one) => one !== null)
    if (block) found.set(id, block)
    else if (texts.length > 0 || (whole && !paths.includes(file))) found.set(id, null)
  }
  return found
}

type Component = NonNullable<Assessment['catalog']['services'][number]['public']>

function blockIn(id: string, text: string): Component | null {
  const components: Assessment['catalog']['salvaged_components'] = []
  keepComponent({ file: '', id }, readYaml('', text).data, text, { components })
  return components.find(({ named }) => named)?.public ?? null
}

/** What the build says of components that only records name, or that git knows better. */
export function wordsOfDoubt({ catalog, unfit }: Assessment, remembered: Remembered): string[] {
  return componentsInDoubt(publishableCatalog(catalog, unfit)).map((id) => {
    const file = recordFile('service', id)
    const block = remembered.get(id)
    if (block === null)
      return `${file} was never a component, although a public update names \`${id}\`: that setting is left out.`
    return `${file} can't be read, and customers read of it: it stays a component, called "${block?.name ?? id}"${block ? ' as git remembers it' : ''}. Restore it; to retire a component on purpose, give it \`until\`.`
  })
}
