import type { APIRoute } from 'astro'
import { siteFeed } from '../feeds'

export const GET: APIRoute = ({ locals }) => siteFeed('rss', locals)
