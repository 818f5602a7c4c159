/**
 * Remembers for ten minutes, on the person's own device, where the codes were sent: an address has no place in the
 * URL, and the page that confirms can be reloaded.
 */
export const sentToCookie = {
  name: 'accreditamento',
  options: {
    httpOnly: true,
    sameSite: 'lax',
    path: '/accreditamento',
    maxAge: 600,
    secure: process.env.APP_URL?.startsWith('https:') ?? false,
  },
} as const;
