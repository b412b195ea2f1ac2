import type { APIRoute } from 'astro'
import type { Feed } from '#export/feed/feed'
import { componentFeeds, feedAt } from '../../../feeds'

export const getStaticPaths = componentFeeds

export const GET: APIRoute<{ feed: Feed }, { service: string }> = ({ params, props }) =>
  feedAt(`/components/${params.service}/feed.json`, 'json', props.feed)
