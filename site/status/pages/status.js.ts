import { page } from 'virtual:client-scripts'

export const GET = () => new Response(page.text, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
