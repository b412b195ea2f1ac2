import type { APIRoute } from 'astro'
import { viewOf } from '../../locals'
import type { Part } from '../../view/search/found'
import { fullTextIndex } from '../../search/full-text'

export const GET: APIRoute = ({ locals }) => {
  const { href } = locals.ops
  const { entries, searchable } = viewOf(locals, 'search_part')
  const part: Part = {
    entries: entries.map((entry) => ({ ...entry, page: href(entry.page) })),
    index: fullTextIndex(searchable),
  }
  return Response.json(part)
}
