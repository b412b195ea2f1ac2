import type { APIRoute } from 'astro'
import { badge } from '#export/badge'
import { componentOf } from '../../component'
import { current, shown } from '../../here'

export const GET: APIRoute = ({ locals }) => {
  const { words, fill, longTime } = locals.status.language
  const { status } = current(locals)
  const component = componentOf(status, shown(locals, 'component'))
  const message = words.state[component.status]
  const title = `${component.name}: ${message}. ${fill(words.as_of, { time: longTime(status.now) })}`
  return new Response(badge({ label: component.name, message, tone: component.status, title }), {
    headers: { 'content-type': 'image/svg+xml' },
  })
}
