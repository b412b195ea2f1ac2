import type { APIRoute } from 'astro'
import { viewOf } from '../locals'
import { calendarFile } from '../view/calendar/ics.ts'

export const GET: APIRoute = ({ locals }) =>
  new Response(calendarFile(viewOf(locals, 'feed')), { headers: { 'content-type': 'text/calendar; charset=utf-8' } })
