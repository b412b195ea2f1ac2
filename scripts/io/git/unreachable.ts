/** The server of the remote doesn't answer, or doesn't let us in: nothing that anybody wrote wrongly here. */
export class Unreachable extends Error {}
