import { ops_search_dialog } from 'virtual:client-scripts'

export const GET = () =>
  new Response(ops_search_dialog.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
