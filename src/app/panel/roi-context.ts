/** Side of a ROI over the face's longer side, as the networks see it. */
export const ROI_CONTEXT = 1.5
