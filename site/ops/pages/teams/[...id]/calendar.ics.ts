import type { APIRoute } from 'astro'
import { shown } from '../../../here'
import { opsCalendarFile } from '../../../view/calendar/ics.ts'
import { entriesOfTeam } from '../../../view/calendar/calendar.ts'

export const GET: APIRoute = ({ locals }) => {
  const { ops, calendar } = locals.ops
  const team = shown(locals, 'team')
  return new Response(opsCalendarFile(ops, entriesOfTeam(calendar, team.id), team.name), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  })
}
