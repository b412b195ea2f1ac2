import type { APIRoute } from 'astro'
import { viewOf } from '../../locals'

/** A record a line: whoever reads it needn't hold all of it, and two of them can be compared. */
export const GET: APIRoute = ({ locals }) => {
  const { href } = locals.ops
  const { as_of, site, kinds } = viewOf(locals, 'records')
  const listed = kinds.map(([name, records]) => {
    const lines = records.map(({ page, ...record }) => JSON.stringify({ ...record, address: href(page) }))
    return `${JSON.stringify(name)}: [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]`
  })
  const text = [`{"as_of": ${JSON.stringify(as_of)}`, `"site": ${JSON.stringify(site)}`, ...listed].join(',\n')
  return new Response(`${text}}\n`, { headers: { 'content-type': 'application/json; charset=utf-8' } })
}
