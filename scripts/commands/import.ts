import { command } from './options.ts'
export const importRecords = command('import', 'x')
