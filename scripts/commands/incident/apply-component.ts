import type { Read } from '#model/incident/posted/reading'
import type { Catalog } from '#model/catalog'
import { moreOfComponent, newComponent } from '../relay/components.ts'
import type { Ask } from '../relay/writing.ts'
import type { Terminal } from '../terminal.ts'
import type { Desk } from './desk.ts'
import { componentNamed } from './named-components.ts'
import { postedStep } from './posted-step.ts'
import { settle, type Settled, type Step, type Where } from './settle.ts'

export type ComponentAsked = Extract<Read, { kind: 'component' }>

/** What has come of it; `service`: the component's; `made`: what it is was written, whatever came of how it is. */
export interface ComponentApplied {
  settled: Settled
  service: string | undefined
  made?: Settled
}

/**
 * Writes what `{"component": {…}}` asks for, as the relay does: first what the component is, then how it is, which needs it
 * to be there.
 */
export async function applyComponent(
  read: ComponentAsked,
  where: Where,
  terminal: Terminal,
): Promise<ComponentApplied> {
  let service: string | undefined
  const part = (which: 'what' | 'how') =>
    settle(where, terminal, (desk) => {
      const { catalog } = desk.content
      const asked = read.id ?? service ?? nameIn(read.data)
      const found = asked === undefined ? undefined : componentNamed(asked, catalog)
      return stepOf(askOf(read, found, which), catalog, desk)
    })
  const what = await part('what')
  if ('refused' in what) return { settled: what, service }
  service = 'writing' in what ? what.writing.id : what.id
  const how = await part('how')
  if (!('writing' in what)) return { settled: how, service }
  return { settled: 'already' in how ? what : how, service, made: what }
}

function askOf(
  { data, key, byWords, by, id, team, tier }: ComponentAsked,
  found: string | undefined,
  which: 'what' | 'how',
): Ask {
  const [body, named] = [JSON.stringify(data), { prefix: key, key, named: !byWords }]
  if (found !== undefined) return moreOfComponent(found, body, named, by, which)
  if (id !== undefined) return () => ({ errors: ['component_id could not be found'] })
  return newComponent(body, named, by, { team, tier, lacking: 'put "team" and "tier" beside "component"' })
}

function stepOf(ask: Ask, catalog: Catalog, desk: Desk): Step | Promise<Step> {
  const asked = ask(catalog)
  if ('missing' in asked) return { refused: 'component_id could not be found\n' }
  if ('errors' in asked) return { refused: asked.errors.map((one) => `${one}\n`).join('') }
  if (!('nothing' in asked)) return postedStep(asked, desk)
  const id = asked.nothing ?? undefined
  return { already: `${id ?? 'It'} is so already`, ...(id === undefined ? {} : { id }) }
}

/** What a component is called in a body, before anything in it is held for right. */
function nameIn(data: unknown): string | undefined {
  const part = typeof data === 'object' && data !== null && 'component' in data ? data.component : null
  const name = typeof part === 'object' && part !== null && 'name' in part ? part.name : null
  return typeof name === 'string' ? name : undefined
}
