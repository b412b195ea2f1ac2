import { feedAt, feeds } from '../feeds'

export const GET = () => feedAt('/feed.json', 'json', feeds.site)
