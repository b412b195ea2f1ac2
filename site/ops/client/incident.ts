import { sayByTheClock } from './by-the-clock.ts'

/*
 * What a page says as of the moment that it was built, said as of now: how long it has been so, how long until customers
 * hear more, the time in the name of the next update, and how old the page is. Nothing here is needed to read it.
 */

sayByTheClock()
