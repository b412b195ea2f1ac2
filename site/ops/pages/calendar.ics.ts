import { opsCalendarFile } from '../view/calendar/ics.ts'
import { calendar, ops } from '../data'

export const GET = () =>
  new Response(opsCalendarFile(ops, calendar.entries, null), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
