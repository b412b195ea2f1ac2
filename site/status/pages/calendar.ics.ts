import { maintenanceCalendar } from '#export/calendar'
import { plainText } from '#export/feed/plain-text'
import { status } from '../data'
import { home } from '../language'
import { markdown } from '../markdown'

const writing = { ...home, text: (text: string) => plainText(markdown(home, text, 3)) }

export const GET = () =>
  new Response(maintenanceCalendar(status, writing), { headers: { 'content-type': 'text/calendar; charset=utf-8' } })
