import type { APIRoute } from 'astro'
import { componentFeed } from '../../../feeds'
import { shown } from '../../../here'

export const GET: APIRoute = ({ locals }) => componentFeed('atom', shown(locals, 'component'), locals)
