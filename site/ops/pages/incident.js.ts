import { ops_incident } from 'virtual:client-scripts'

export const GET = () =>
  new Response(ops_incident.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
