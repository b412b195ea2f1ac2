import { command } from './options.ts'
export const serve = command('serve', 'x')
