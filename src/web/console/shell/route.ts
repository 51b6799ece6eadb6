import { useEffect, useState } from 'preact/hooks'

/**
 * `#/live`, `#/results`, `#/events`, `#/events/<id>`, `#/visitors/<key>`, `#/rules`,
 * `#/rules/<id>`, and so on for the other rooms. Anything else is the live page.
 */
const ROOMS = [
  'live',
  'rules',
  'experiences',
  'guards',
  'results',
  'analysis',
  'events',
  'visitors',
  'catalogue',
  'privacy',
  'health',
  'settings',
  'audit',
  'team',
  'account',
  'join',
  'segments',
] as const

export interface Route {
  room: (typeof ROOMS)[number]
  id?: string
  /** What stands behind a question mark: the rows of figures are narrowed by it. */
  query?: string
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
  const [path, query] = location.hash.replace(/^#\//, '').split('?', 2)
  const [room, id] = path.split('/')
  const known = ROOMS.find(each => each === room)
  if (known === undefined || (known === 'visitors' && !id)) return { room: 'live' }
  return { room: known, ...(id && { id: decodeURIComponent(id) }), ...(query && { query }) }
}
