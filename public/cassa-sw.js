// The service worker of the till. Where there is no network it answers with a page that says so; that page, which holds
// nothing about anybody, is all it ever keeps. Everything else goes to the network as if this were not here.
const store = 'cassa-1';
const offline = '/esercente/offline';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(store)
      .then((kept) => kept.add(new Request(offline, { cache: 'reload' })))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('cassa-') && name !== store;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(fetch(event.request).catch(() => caches.match(offline)));
});
