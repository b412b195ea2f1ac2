/** The server of the remote doesn't answer, or doesn't let us in, or git was ended on the way: nothing that anybody wrote wrongly here. */
export class Unreachable extends Error {}
