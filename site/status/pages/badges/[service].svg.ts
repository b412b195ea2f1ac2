import type { APIRoute } from 'astro'
import { badge } from '#export/badge'
import { componentOf } from '../../component'
import { current, shown } from '../../here'

export const GET: APIRoute = ({ locals }) => {
  const { words, fill, longTime } = locals.status.language
  const { status } = current(locals)
  const component = componentOf(status, shown(locals, 'component'))
  const label = status.names.get(component.id) ?? component.name
  const message = words.state[component.status]
  const title = `${label}: ${message}. ${fill(words.as_of, { time: longTime(status.now) })}`
  return new Response(badge({ label, message, tone: component.status, title }), {
    headers: { 'content-type': 'image/svg+xml' },
  })
}
