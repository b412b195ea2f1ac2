import type { z } from 'zod'
import type { Path } from '../diagnostic.ts'
import { parseRational, type Rational } from '../rational.ts'
import { OPENSLO_KINDS, openSloSchema } from './openslo.ts'
import { ALPHA_KINDS, openSloAlphaSchema } from './openslo-alpha.ts'
import { slothManifestSchema, slothSchema } from './sloth.ts'

/** What a number in a document was written as; null where there is none. YAML's own numbers lose digits. */
export type WrittenAs = (path: Path) => string | null

interface InFile {
  file: string
  /** Which document of the file, from 0. */
  document: number
  writtenAs: WrittenAs
}

/** One document of a file in `slos/`, in keys of its format, as its schema has found it. */
export type SloDocument = InFile &
  (
    | { format: 'openslo'; data: z.output<typeof openSloSchema> }
    | { format: 'openslo_v1alpha'; data: z.output<typeof openSloAlphaSchema> }
    | { format: 'sloth'; data: z.output<typeof slothSchema> }
    | { format: 'sloth_manifest'; data: z.output<typeof slothManifestSchema> }
  )

/** What kind of document this is meant to be, so that its own schema judges it. */
export function sloFormatOf(data: unknown): SloDocument['format'] {
  if (typeof data !== 'object' || data === null) return 'openslo'
  const { apiVersion, kind } = data as Record<string, unknown>
  if (apiVersion === undefined) return 'version' in data || 'slos' in data ? 'sloth' : 'openslo'
  if (apiVersion === 'openslo/v1alpha') return 'openslo_v1alpha'
  return kind === 'PrometheusServiceLevel' || String(apiVersion).startsWith('sloth.slok.dev/')
    ? 'sloth_manifest'
    : 'openslo'
}

/** What people keep beside their SLOs and is none, and where it belongs: a manifest is judged by nothing else then. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  AlertWindows: 'Move it out of `slos/`, and name it: `evenkeel rules --windows FILE`.',
  PrometheusRule: 'Move it into `alerts/`.',
}

/** Where a manifest belongs that is no SLO; null of any that may be one. */
export const belongsElsewhere = (data: unknown): { kind: string; help: string } | null => {
  if (typeof data !== 'object' || data === null || !('kind' in data) || typeof data.kind !== 'string') return null
  const { kind } = data
  const help = Object.hasOwn(ELSEWHERE, kind) ? ELSEWHERE[kind] : undefined
  return help === undefined ? null : { kind, help }
}

const SCHEMAS = {
  openslo: openSloSchema,
  openslo_v1alpha: openSloAlphaSchema,
  sloth: slothSchema,
  sloth_manifest: slothManifestSchema,
} satisfies Record<SloDocument['format'], z.ZodType>

/** The schema that judges a document: of OpenSLO's kinds that of its own kind. */
export function sloSchemaFor(data: unknown): z.ZodType {
  const format = sloFormatOf(data)
  const kind = typeof data === 'object' && data !== null && 'kind' in data ? String(data.kind) : ''
  const kinds: Readonly<Record<string, z.ZodType>> =
    format === 'openslo' ? OPENSLO_KINDS : format === 'openslo_v1alpha' ? ALPHA_KINDS : {}
  return (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? SCHEMAS[format]
}

/** The number at a path, exactly; null where there is none, or none that is a plain decimal. */
export const exactAt = ({ writtenAs }: Pick<InFile, 'writtenAs'>, path: Path): Rational | null => {
  const text = writtenAs(path)
  return text === null ? null : parseRational(text)
}
