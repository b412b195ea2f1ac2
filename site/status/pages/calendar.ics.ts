import type { APIRoute } from 'astro'
import { maintenanceCalendar } from '#export/calendar'
import { plainText } from '#export/feed/plain-text'
import { current } from '../here'
import { markdown } from '../markdown'

export const GET: APIRoute = ({ locals }) => {
  const { language } = locals.status
  const writing = { ...language, text: (text: string) => plainText(markdown(language, text, 3)) }
  return new Response(maintenanceCalendar(current(locals).status, writing), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
}
