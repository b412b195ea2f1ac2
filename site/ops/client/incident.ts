import { sayByTheClock } from './by-the-clock.ts'

/*
 * What the page of an open incident says as of the moment that it was built, said as of now: how long it has been open,
 * how long until customers hear more, and the time in the name of the next update. Nothing here is needed to read it.
 */

sayByTheClock()
