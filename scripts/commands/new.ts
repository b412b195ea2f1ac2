import { Command } from 'commander'
import { newChange } from './new-change/new-change.ts'

export const newRecord = new Command('new')
  .description('write a valid record with the next id; asks on a terminal, takes flags elsewhere')
  .addCommand(newChange)
