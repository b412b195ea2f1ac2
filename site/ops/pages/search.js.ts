import { ops_search } from 'virtual:client-scripts'

export const GET = () =>
  new Response(ops_search.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
