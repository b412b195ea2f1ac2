import { element } from 'virtual:client-scripts'

export const GET = () => new Response(element.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
