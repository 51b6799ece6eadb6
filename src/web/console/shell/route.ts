import { useEffect, useState } from 'preact/hooks'

/**
 * `#/live`, `#/results`, `#/events`, `#/events/<id>`, `#/visitors/<key>`, `#/rules`,
 * `#/rules/<id>`. Anything else is the live page.
 */
export interface Route {
  room: 'live' | 'rules' | 'results' | 'events' | 'visitors'
  id?: string
}

export function useRoute(): Route {
  const [route, setRoute] = useState(read)
  useEffect(() => {
    const changed = () => setRoute(read())
    addEventListener('hashchange', changed)
    changed() // it may have changed between the first drawing and now
    return () => removeEventListener('hashchange', changed)
  }, [])
  return route
}

function read(): Route {
  const [room, id] = location.hash.replace(/^#\//, '').split('/')
  if (room === 'results') return { room }
  if (room === 'visitors' && id) return { room, id: decodeURIComponent(id) }
  if (room !== 'events' && room !== 'rules') return { room: 'live' }
  return id ? { room, id: decodeURIComponent(id) } : { room }
}
