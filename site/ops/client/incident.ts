import { sayByTheClock } from './by-the-clock.ts'

/*
 * What the first page and that of an open incident say as of the moment that they were built, said as of now: how long
 * it has been so, how long until customers hear more, and the time in the name of the next update. Nothing here is
 * needed to read them.
 */

sayByTheClock()
