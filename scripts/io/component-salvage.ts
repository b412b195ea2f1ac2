import { publicBlock } from '#model/records/service'
import type { Collected } from './collected.ts'
import { roughMap } from './rough-yaml.ts'
import { salvage } from './salvage.ts'

/**
 * A slip in a service's file must not take a component, and its outage, off the status page: what of its `public:` block
 * can be read stays, out of the text where it is no YAML. Where the name can't be, the component goes by its id; what the
 * service is called among ourselves is not for customers.
 */
export function keepComponent(
  { file, id }: { file: string; id: string },
  data: readonly unknown[],
  text: string,
  { components }: Pick<Collected, 'components'>,
) {
  const written = data.length > 0 ? data : [roughMap(text, ['public'], { public: FIELDS }).data]
  const given = written.map((document) => fieldOf(document, 'public')).find((block) => block !== undefined)
  if (given === undefined || given === null) return
  const name = nameIn(given)
  const block = salvage(publicBlock, { ...(typeof given === 'object' ? given : {}), name: name ?? id })
  if (block) components.push({ id, file, public: block, named: name !== null })
}

const FIELDS = Object.keys(publicBlock.shape)

const fieldOf = (data: unknown, key: string): unknown =>
  typeof data === 'object' && data !== null ? Object.entries(data).find(([name]) => name === key)?.[1] : undefined

/** The name as it is written; a number is one as well. */
function nameIn(block: unknown): string | null {
  const name = fieldOf(block, 'name')
  const text = typeof name === 'number' || typeof name === 'boolean' ? String(name) : name
  return publicBlock.shape.name.safeParse(text).data ?? null
}
