import { ops_lost } from 'virtual:client-scripts'

export const GET = () => new Response(ops_lost.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
