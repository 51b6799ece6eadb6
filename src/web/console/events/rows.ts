import type { EventRow, EventStatus, EventsState, LiveMessages } from '../../../schema/live.ts'

/** What the debugger holds: the newest rows and the hour's figures; `frozen` while it is paused. */
export interface Passing {
  state: EventsState
  frozen?: EventsState
}

export type EventsFilter = 'all' | Exclude<EventStatus, 'accepted' | 'repeated'>

const ROWS = 200

export function withEvents(passing: Passing | undefined, state: EventsState): Passing {
  return { ...passing, state }
}

export function withEvent({ state, ...rest }: Passing, row: EventRow): Passing {
  if (state.rows.some(known => known.id === row.id)) {
    return { state, ...rest }
  }
  return { ...rest, state: { ...state, rows: [row, ...state.rows].slice(0, ROWS) } }
}

export function withTally({ state, ...rest }: Passing, tally: LiveMessages['tally']): Passing {
  return { ...rest, state: { ...state, ...tally } }
}
