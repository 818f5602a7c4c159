/** The cookie that keeps what was typed in a form a colleague's act has taken off the page. */
export const typedBefore = 'non-registrato';
