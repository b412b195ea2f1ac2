import { stylesheet } from '../stylesheet'

export const GET = () => new Response(stylesheet.text, { headers: { 'content-type': 'text/css; charset=utf-8' } })
