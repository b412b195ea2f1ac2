import { ops_copy } from 'virtual:client-scripts'

export const GET = () => new Response(ops_copy.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
