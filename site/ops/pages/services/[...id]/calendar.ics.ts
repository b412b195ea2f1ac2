import type { APIRoute } from 'astro'
import { shown } from '../../../here'
import { opsCalendarFile } from '../../../view/calendar/ics.ts'
import { entriesOfService } from '../../../view/calendar/calendar.ts'

export const GET: APIRoute = ({ locals }) => {
  const { ops, calendar } = locals.ops
  const service = shown(locals, 'service')
  return new Response(opsCalendarFile(ops, entriesOfService(calendar, service.id), service.name), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
}
