import type { APIRoute } from 'astro'
import { opsCalendarFile } from '../view/calendar/ics.ts'

export const GET: APIRoute = ({ locals }) => {
  const { ops, calendar } = locals.ops
  return new Response(opsCalendarFile(ops, calendar.entries, null), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
}
