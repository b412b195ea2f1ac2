import type { z } from 'zod'
import type { Body } from '#model/records/body'
import { loosely, type incidentUpdateSchema, type maintenanceUpdateSchema } from '#model/records/update'
import { parseCompactInstant, type Instant } from '#model/time'
import { composed } from './composed.ts'
import { roughFrontMatter, roughMap } from './rough-yaml.ts'
import { salvage } from './salvage.ts'
import { roughSettings, statusMeant } from './settings-salvage.ts'
import { countLines } from './text-span.ts'

/*
 * An update always gets out, with what of it can be read. All of its file is public by its place, so nothing internal
 * can come along.
 */

type UpdateSchema = typeof incidentUpdateSchema | typeof maintenanceUpdateSchema
type Fields = z.output<UpdateSchema>

/** An update, with null for a state that can't be read, and the components of which it says nothing that can be. */
export type RoughUpdate = Omit<Fields, 'state'> & {
  state: Fields['state'] | null
  body: Body
  time?: Instant
  unclear?: readonly string[]
}

/**
 * An update of which something is wrong. `given` is its data where that is YAML, with `body` then; `components` are the
 * ids of components by their small letters. Null where nothing is left of it.
 */
export function roughUpdate(
  { text, given, body }: { text: string; given: readonly unknown[]; body: Body | null },
  schema: UpdateSchema,
  components: ReadonlyMap<string, string>,
): RoughUpdate | null {
  const parts = given.length > 0 && body ? { data: given[0], body } : inPieces(text, schema)
  const data: Record<string, unknown> = isMap(parts.data) ? parts.data : {}
  const states: readonly string[] = schema.shape.state.options
  const state = word(data['state'], states)
  const title = typeof data['title'] === 'number' ? String(data['title']) : data['title']
  const fields = salvage<UpdateSchema>(schema, {
    ...data,
    title,
    components: spoken(data['components']),
    state: state ?? states[0],
  })
  if (!fields || (state === null && parts.body.markdown.trim() === '')) return null
  const keys = Object.keys(schema.shape)
  const named = [...roughSettings(roughFrontMatter(text, keys).front, keys, components)].filter(
    ([id]) => !Object.keys(fields.components).some((known) => loosely(known) === loosely(id)),
  )
  const told = named.flatMap(([id, status]) => (status === null ? [] : [[id, { status }] as const]))
  return {
    ...fields,
    components: { ...fields.components, ...Object.fromEntries(told) },
    unclear: named.flatMap(([id, status]) => (status === null ? id : [])),
    state: state === null ? null : fields.state,
    body: parts.body,
  }
}

function inPieces(text: string, schema: UpdateSchema): { data: unknown; body: Body } {
  const keys = Object.keys(schema.shape)
  const { front, body } = roughFrontMatter(text, keys)
  const { data } = roughMap(front, keys, { components: componentsIn(front) })
  return { data: composed(data), body: { markdown: body, line: countLines(text) - countLines(body) + 1 } }
}

/** The names that could be components: of the map in pieces any key may be one. */
const componentsIn = (front: string): string[] =>
  [...front.matchAll(/(?:^[ \t]+|[{,]\s?)["']?([^\s"':{},]+)["']?[ \t]*:/gm)].map(([, name = '']) => name)

/** A word of a list however it is written: `Partial-Outage` can only be one. */
function word(value: unknown, words: readonly string[]): string | null {
  if (typeof value !== 'string') return null
  const plain = value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return words.includes(plain) ? plain : null
}

const status = (value: unknown): unknown => (typeof value === 'string' ? statusMeant(value) : null) ?? value

/** Settings of components with their states as we spell them. */
function spoken(components: unknown): unknown {
  if (!isMap(components)) return components
  return Object.fromEntries(
    Object.entries(components).map(([id, setting]) => [
      id,
      isMap(setting) ? { ...setting, status: status(setting['status']) } : status(setting),
    ]),
  )
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Gives an update whose state can't be read that of the one before it: whatever it says, nothing has ended by it. One
 * that sets a component to anything but operational after the end has reopened it.
 */
export function stateBefore<T extends Pick<RoughUpdate, 'state' | 'components'>>(
  updates: readonly T[],
  states: readonly Fields['state'][],
): T[] {
  const [first] = states
  let before = first
  return updates.map((update) => {
    const hurts = Object.values(update.components).some((setting) => setting.status !== 'operational')
    const isOver = before === 'resolved' || before === 'completed'
    const state = update.state ?? (isOver && hurts ? first : before)
    before = state
    return { ...update, state }
  })
}

/** The time that a file's name says; `exact` where it is written as it should be. Null where it says none. */
export function timeInName(name: string): { time: Instant | null; exact: boolean } {
  const exact = parseCompactInstant(name.replace(/-\d+$/, ''))
  if (exact !== null) return { time: exact, exact: true }
  const [, y, mo, d, h, mi, s = '00'] =
    /(?<!\d)(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)[Tt _.-]{0,2}(\d\d)[-_.:h]?(\d\d)(?:[-_.:]?(\d\d))?(?!\d)/.exec(name) ?? []
  return { time: y === undefined ? null : parseCompactInstant(`${y}${mo}${d}T${h}${mi}${s}Z`), exact: false }
}
