import { feedAt, feeds } from '../feeds'

export const GET = () => feedAt('/history.rss', 'rss', feeds.site)
