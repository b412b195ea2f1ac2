import { z } from 'zod'
import { serviceSchema, TIER_UNKNOWN } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { asMeant } from './as-meant.ts'
import type { Collected } from './collected.ts'
import { composed } from './composed.ts'
import { roughMap, type Nested } from './rough-yaml.ts'
import { salvage } from './salvage.ts'
import { readExactYaml } from './yaml-reader.ts'

/*
 * A slip in a team's file must not take its telephones away, nor one in a service's file its page. What can be read of
 * them is kept beside the records, for the internal site alone: what a pull request may do is never counted by it.
 */

interface Refused {
  file: string
  id: string
  text: string
}

/** Keeps a team out of a file that makes none: called by its id where its name can't be read. */
export function keepTeam({ file, id, text }: Refused, { teams }: Pick<Collected, 'teams'>) {
  const fields = salvage(teamSchema, given(teamSchema, text, ['people', 'contacts']), { name: id, members: [] })
  if (fields) teams.push({ ...fields, id, file })
}

/** Keeps a service out of a file that makes none: of no team, or of a tier that isn't known, where it doesn't say. */
export function keepService({ file, id, text }: Refused, { services }: Pick<Collected, 'services'>) {
  const fallback = { name: id, team: '', tier: TIER_UNKNOWN }
  const fields = salvage(lenientService, given(serviceSchema, text, []), fallback)
  if (fields) services.push({ ...fields, id, file })
}

const lenientService = serviceSchema.extend({
  team: z.string(),
  tier: z.union([serviceSchema.shape.tier, z.literal(TIER_UNKNOWN)]),
})

/** The data of a file as it was meant; of one that is no YAML each key by itself, and each of those that `maps` have. */
function given(schema: z.ZodObject, text: string, maps: readonly string[]): unknown {
  const { data, writtenAs } = readExactYaml('', text)
  if (data.length > 0) return asMeant(schema, composed(data[0]), (path) => writtenAs(0, path))
  const names = namesIn(text)
  const within: Nested = Object.fromEntries(maps.map((key) => [key, names]))
  return asMeant(schema, composed(roughMap(text, Object.keys(schema.shape), within).data))
}

/** What may be a key of a map of names that a text in pieces holds. */
const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?:^[ \t]+|[{,]\s?)["']?([^\s"':{},]+)["']?[ \t]*:/gm)].map(([, name = '']) => name)),
]
