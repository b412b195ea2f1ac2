import { feedAt, feeds } from '../feeds'

export const GET = () => feedAt('/history.atom', 'atom', feeds.site)
