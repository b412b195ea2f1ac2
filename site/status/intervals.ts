/** Rows of a component's arithmetic that a page shows; the others are on pages of their own. */
export const PER_PAGE = 100
