import { clientScript } from '../script'

export const GET = () =>
  new Response(clientScript.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
