import type { APIRoute } from 'astro'

export const GET: APIRoute = ({ locals: { ops } }) =>
  new Response(ops.stylesheet.text, { headers: { 'content-type': 'text/css; charset=utf-8' } })
