import { z } from 'zod'
import type { Body } from '#model/records/body'
import { runbookSchema } from '#model/records/runbook'
import { asMeant } from './as-meant.ts'
import type { Collected } from './collected.ts'
import { given } from './index-salvage.ts'
import { roughFrontMatter } from './rough-yaml.ts'
import { salvage } from './salvage.ts'

/** A file of a runbook that makes no record, as far as it could be read. */
interface Refused {
  file: string
  id: string
  text: string
  /** Its data as written, where it could be parsed. */
  data?: unknown
  body?: Body
}

/**
 * Keeps a runbook out of a file that makes none, for who is paged and needs its text: what of its front matter is right,
 * called by its file where it has no title, of no team where it names none.
 */
export function keepRunbook(
  { file, id, text, data, body = NO_BODY }: Refused,
  { runbooks }: Pick<Collected, 'runbooks'>,
) {
  const written = given({ given: data, text }, runbookSchema).data
  const fields = salvage(lenient, asMeant(runbookSchema, written), {
    title: id.slice(id.lastIndexOf('/') + 1),
    team: '',
  })
  if (!fields) return
  const markdown = body.markdown === '' ? roughFrontMatter(text, Object.keys(runbookSchema.shape)).body : body.markdown
  runbooks.push({ ...fields, id, file, body: { ...body, markdown } })
}

const NO_BODY: Body = { markdown: '', line: 1 }
const lenient = runbookSchema.extend({ team: z.string() })
