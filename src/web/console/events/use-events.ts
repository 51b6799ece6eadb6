import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { EventRow, EventsState, LiveMessages } from '../../../schema/live.ts'
import { addressOf, type Connection, connect, type Line } from '../connection.ts'
import { type EventsFilter, type Passing, withEvent, withEvents, withTally } from './rows.ts'

type Step =
  | { name: 'events'; data: EventsState }
  | { name: 'event'; data: EventRow }
  | { name: 'tally'; data: LiveMessages['tally'] }
  | { name: 'pause' | 'resume' }

export interface EventsRoom {
  passing: Passing | undefined
  line: Line
  step: (step: Step) => void
  retry: () => void
}

export function useEvents(): EventsRoom {
  const [passing, step] = useReducer(next, undefined)
  const [line, tell] = useState<Line>({ is: 'opening' })
  const connection = useRef<Connection | undefined>(undefined)
  useEffect(() => {
    const heard = (name: string, data: unknown) => step({ name, data } as Step)
    connection.current = connect('events', ['events', 'event', 'tally'], heard, tell)
    return () => connection.current?.close()
  }, [])
  return { passing, line, step, retry: () => connection.current?.retry() }
}

/**
 * Rows of one fate only. They are rare, and the stream is a sample: so they are asked
 * for by name, again whenever the hour's count of them has changed.
 */
export function useRowsOf(filter: EventsFilter, count: number, isPaused: boolean) {
  const [rows, setRows] = useState<EventRow[]>()
  useEffect(() => {
    if (filter === 'all' || isPaused) return
    let current = true
    fetch(addressOf(`v1/events/recent?status=${filter}`))
      .then(response => (response.ok ? response.json() : undefined))
      .then((state?: EventsState) => {
        if (current && state) setRows(state.rows)
      })
      .catch(() => {}) // the connection's own line says that the server is away
    return () => {
      current = false
    }
  }, [filter, count, isPaused])
  return filter === 'all' ? undefined : rows
}

function next(passing: Passing | undefined, step: Step): Passing | undefined {
  if (step.name === 'events') return withEvents(passing, step.data)
  if (passing === undefined) return passing
  switch (step.name) {
    case 'event':
      return withEvent(passing, step.data)
    case 'tally':
      return withTally(passing, step.data)
    case 'pause':
      return { ...passing, frozen: passing.state }
    case 'resume':
      return { state: passing.state }
  }
}
