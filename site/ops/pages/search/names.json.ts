import type { APIRoute } from 'astro'
import { viewOf } from '../../locals'
import type { Names } from '../../view/search/found'

export const GET: APIRoute = ({ locals }) => {
  const { href } = locals.ops
  const { entries, parts } = viewOf(locals, 'search_names')
  const names: Names = {
    entries: entries.map((entry) => ({ ...entry, page: href(entry.page) })),
    parts: parts.map(({ path, past }) => ({ address: href(path), past })),
  }
  return Response.json(names)
}
