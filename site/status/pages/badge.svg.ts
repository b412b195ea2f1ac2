import type { APIRoute } from 'astro'
import { badge } from '#export/badge'
import { headline } from '#model/status/headline'
import { current } from '../here'

export const GET: APIRoute = ({ locals }) => {
  const { words, counted, fill, longTime } = locals.status.language
  const { status } = current(locals)
  const { worst, named, troubled, overall } = headline(status)
  const label = status.site.name
  const message =
    named.length === 0 || troubled.length > 0
      ? words.overall[overall.description]
      : counted(words.several_open, named.length)
  const title = `${label}: ${message}. ${fill(words.as_of, { time: longTime(status.now) })}`
  return new Response(badge({ label, message, tone: worst, title }), { headers: { 'content-type': 'image/svg+xml' } })
}
