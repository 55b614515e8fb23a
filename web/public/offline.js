// Keeps the app, and what was looked at last, readable without a connection. A worker cannot be part of the bundle: its address is its scope.
const app = 'rapport-app'
const seen = 'rapport-seen'
const mostSeen = 400
const mostAssets = 300
const longestSeen = 7 * 24 * 60 * 60 * 1000
const patience = 8_000
const at = 'x-rapport-seen'

/** Lists page by cursor without end, searches are typed letter by letter, and the rest is no record. */
const worthKeeping = (url) =>
  url.pathname.startsWith('/api/v1/') &&
  !/^\/api\/v1\/(auth|setup|changes|search|files|imports|jobs|events|openapi)/.test(url.pathname) &&
  !/\/(export|content|download)$/.test(url.pathname) &&
  !url.searchParams.has('cursor')

const trim = async (cache, most) => {
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)))
}

const keep = async (request, answer, generation) => {
  const headers = new Headers(answer.headers)
  headers.set(at, String(Date.now()))
  const body = await answer.blob()
  if (generation !== forgotten) return
  const cache = await caches.open(seen)
  await cache.delete(request)
  await cache.put(request, new Response(body, { status: 200, headers }))
  await trim(cache, mostSeen)
}

const kept = async (request) => {
  const answer = await (await caches.open(seen)).match(request)
  return answer && Date.now() - Number(answer.headers.get(at)) < longestSeen ? answer : undefined
}

const record = async (event) => {
  const generation = forgotten
  try {
    const answer = await fetch(event.request)
    // Who is signed out leaves nothing behind, whatever was still on its way.
    if (answer.status === 401) await forget()
    else if (answer.status === 200) event.waitUntil(keep(event.request, answer.clone(), generation))
    return answer
  } catch (error) {
    const before = await kept(event.request)
    if (before) return before
    throw error
  }
}

const asset = async (event) => {
  const cache = await caches.open(app)
  const before = await cache.match(event.request)
  if (before) return before
  const answer = await fetch(event.request)
  if (answer.status === 200)
    event.waitUntil(cache.put(event.request, answer.clone()).then(() => trim(cache, mostAssets)))
  return answer
}

const page = async (event) => {
  const cache = await caches.open(app)
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(patience) })
    if (answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/html'))
      event.waitUntil(cache.put('/', answer.clone()))
    return answer
  } catch (error) {
    const before = await cache.match('/')
    if (before) return before
    throw error
  }
}

let forgotten = 0
const forget = () => {
  forgotten += 1
  return caches.delete(seen)
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  // Somebody signs in or out: what the one before saw is not for the next, nor what was still on its way meanwhile.
  if (request.method !== 'GET') {
    if (url.pathname.startsWith('/api/v1/auth/sign-')) {
      event.waitUntil(forget())
      event.respondWith(fetch(request).finally(forget))
    }
    return
  }
  if (request.mode === 'navigate' && !url.pathname.startsWith('/api')) event.respondWith(page(event))
  else if (url.pathname.startsWith('/assets/') || /^\/[\w-]+\.(js|svg|png)$/.test(url.pathname))
    event.respondWith(url.pathname.startsWith('/assets/') ? asset(event) : furniture(event))
  else if (worthKeeping(url)) event.respondWith(record(event))
})

const furniture = async (event) => {
  const cache = await caches.open(app)
  try {
    const answer = await fetch(event.request)
    if (answer.status === 200) event.waitUntil(cache.put(event.request, answer.clone()))
    return answer
  } catch (error) {
    const before = await cache.match(event.request)
    if (before) return before
    throw error
  }
}
