/** px of the largest picture that is restored: a restored picture is one more copy in memory, and takes about a second a megapixel. */
export const MOST_RESTORED_PIXELS = 24e6
