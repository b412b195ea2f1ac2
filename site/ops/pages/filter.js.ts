import { ops_filter } from 'virtual:client-scripts'

export const GET = () =>
  new Response(ops_filter.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
