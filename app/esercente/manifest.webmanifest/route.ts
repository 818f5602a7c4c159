import { getLocale, getTranslations } from 'next-intl/server';
import { ente } from '@/ente';

/** What a device needs to keep the till among its applications (W3C Web Application Manifest). */
export async function GET(): Promise<Response> {
  const t = await getTranslations('till.app');
  const icon = (size: number) => ({
    src: `/cassa/icona-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
  });
  const manifest = {
    id: '/esercente',
    name: `${t('name')} · ${ente.name}`,
    short_name: t('name'),
    description: t('description', { ente: ente.name }),
    lang: await getLocale(),
    start_url: '/esercente',
    // Signing in is part of the application.
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: ente.color.primaryDark,
    icons: [
      icon(192),
      icon(512),
      // The picture fills its square: devices may cut it as they like.
      { ...icon(512), purpose: 'maskable' },
    ],
  };
  return Response.json(manifest, { headers: { 'Content-Type': 'application/manifest+json' } });
}
