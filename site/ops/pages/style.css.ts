import type { APIRoute } from 'astro'
import { viewOf } from '../locals'

export const GET: APIRoute = ({ locals }) =>
  new Response(viewOf(locals, 'stylesheet'), { headers: { 'content-type': 'text/css; charset=utf-8' } })
