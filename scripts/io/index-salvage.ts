import { z } from 'zod'
import type { Salvaged, SalvagedChange, Unread } from '#model/catalog'
import { changeSchema } from '#model/records/change'
import { incidentSchema } from '#model/records/incident'
import type { Index } from './bundle-reader.ts'
import { composed } from './composed.ts'
import { roughFrontMatter, roughMap } from './rough-yaml.ts'
import { salvage } from './salvage.ts'
import { writeYaml } from './yaml-writer.ts'

/*
 * What customers read of a record comes out of few of its fields. A slip in another one, or one that makes the whole no
 * YAML, costs them nothing: each is read by itself.
 */

const ofIncident = z.object({
  public_id: incidentSchema.shape.public_id,
  closed_as: incidentSchema.shape.closed_as,
  duplicate_of: incidentSchema.shape.duplicate_of,
})

/** What is public of an incident whose record is broken, besides its `public/` folder. */
export function publicPartOfIncident(index: Index): Pick<Salvaged, 'public_id' | 'closed_as' | 'duplicate_of'> {
  const { data } = given(index, incidentSchema)
  return { public_id: undefined, closed_as: undefined, duplicate_of: undefined, ...salvage(ofIncident, data) }
}

const ofChange = z.object({
  status: changeSchema.shape.status.optional(),
  public_id: changeSchema.shape.public_id,
  window: changeSchema.shape.window,
  outcome: changeSchema.shape.outcome,
  source: changeSchema.shape.source,
})

/**
 * What is public of a change whose record is broken. Where it has two statuses nobody knows which one holds, and a draft
 * must not get out.
 */
export function publicPartOfChange(
  index: Index,
): Pick<SalvagedChange, 'status' | 'public_id' | 'window' | 'outcome' | 'source'> {
  const { data, doubtful } = given(index, changeSchema)
  const { status, ...rest } = salvage(ofChange, data) ?? {}
  return {
    public_id: undefined,
    window: undefined,
    outcome: undefined,
    source: undefined,
    ...rest,
    status: doubtful.has('status') ? null : (status ?? null),
  }
}

/** What a record that can't be read says all the same, for the internal site: its fields as they are written, and its text. */
export function whatIsSaid(index: Index, schema: z.ZodObject): Pick<Unread, 'title' | 'fields' | 'body'> {
  const { title, ...fields } = given(index, schema).data
  const { markdown } = index.body
  const body = markdown === '' ? roughFrontMatter(index.text, Object.keys(schema.shape)).body : markdown
  return {
    title: typeof title === 'string' ? title : null,
    fields: Object.entries(fields).map(([name, value]) => ({ name, text: written(value) })),
    body: { ...index.body, markdown: body },
  }
}

/** A value as the YAML of one line that it was read from, or might have been. */
function written(value: unknown): string {
  const text = typeof value === 'string' ? value : writeYaml({ value }).replace(/^value:\s*/, '')
  return text.trim().slice(0, LONGEST_FIELD)
}
/** What is longer belongs into the text of a record. */
const LONGEST_FIELD = 2000

/** What a record says as data; where it is no YAML, each of its fields by itself. */
export function given(index: Pick<Index, 'given' | 'text'>, schema: z.ZodObject): ReturnType<typeof roughMap> {
  if (typeof index.given === 'object' && index.given !== null && !Array.isArray(index.given))
    return { data: { ...index.given }, doubtful: new Set() }
  const keys = Object.keys(schema.shape)
  const { data, doubtful } = roughMap(roughFrontMatter(index.text, keys).front, keys, WITHIN)
  return { data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, composed(value)])), doubtful }
}

const WITHIN = { window: ['start', 'end'], outcome: ['started', 'finished'], source: ['kind', 'id', 'url'] }
