import { runbook } from 'virtual:client-scripts'

export const GET = () => new Response(runbook.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
