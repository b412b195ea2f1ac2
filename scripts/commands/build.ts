import { command } from './options.ts'
export const build = command('build', 'x')
