import type { APIRoute } from 'astro'

export const GET: APIRoute = ({ locals }) =>
  new Response(locals.status.stylesheet.text, { headers: { 'content-type': 'text/css; charset=utf-8' } })
