import type { LiveMessages, LiveRow, LiveState } from '../../../schema/live.ts'

/**
 * What the live page holds. Rows always flow in; what is shown may stay behind:
 * while the reader is further down, or has pressed pause.
 */
export interface Held {
  state: LiveState
  /** Newest row shown; undefined while the page follows. */
  holdAt?: string
  /** The page as it stood when it was paused. */
  frozen?: LiveState
}

export type Message = { [N in keyof LiveMessages]: { name: N; data: LiveMessages[N] } }[
  | 'state'
  | 'row'
  | 'reply'
  | 'beat']

const ROWS = 300

export function hear(held: Held | undefined, message: Message): Held | undefined {
  if (message.name === 'state') return { ...held, state: message.data }
  if (held === undefined) return held // the state comes first
  return { ...held, state: change(held.state, message) }
}

export function pause(held: Held): Held {
  return { ...held, frozen: held.state }
}

export function resume({ state }: Held): Held {
  return { state }
}

/** Stay where the reader is, or follow again. */
export function hold(held: Held, stays: boolean): Held {
  if (!stays) return { state: held.state, frozen: held.frozen }
  return held.holdAt === undefined ? { ...held, holdAt: held.state.rows[0]?.id } : held
}

export type Filter = 'all' | 'arrival' | 'cart' | 'purchase' | 'help'

/** The rows shown, and how many newer ones wait above them. */
export function shown(held: Held, filter: Filter): { rows: LiveRow[]; fresh: number } {
  const wanted = (row: LiveRow) => filter === 'all' || row.kind === filter
  const page = held.frozen ?? held.state
  const first = held.frozen ? held.frozen.rows[0]?.id : held.holdAt
  const behind = first === undefined ? 0 : held.state.rows.findIndex(row => row.id === first)
  const newer = behind < 0 ? held.state.rows : held.state.rows.slice(0, behind)
  const start = held.frozen || behind < 0 ? 0 : behind
  return { rows: page.rows.slice(start).filter(wanted), fresh: newer.filter(wanted).length }
}

function change(state: LiveState, message: Exclude<Message, { name: 'state' }>): LiveState {
  switch (message.name) {
    case 'row':
      return { ...state, rows: withRow(state.rows, message.data) }
    case 'reply':
      return { ...state, rows: state.rows.map(row => answered(row, message.data)) }
    case 'beat': {
      const { time, events, decisions, purchases, ...figures } = message.data
      const beat = { time, events, decisions, purchases }
      const { degradedSince: _, ...rest } = state
      return { ...rest, ...figures, now: figures.now, pulse: withBeat(state.pulse, beat) }
    }
  }
}

function withRow(rows: LiveRow[], row: LiveRow): LiveRow[] {
  const at = rows.findIndex(known => known.id === row.id)
  return at < 0 ? [row, ...rows].slice(0, ROWS) : rows.with(at, row)
}

function answered(row: LiveRow, { id, reply }: LiveMessages['reply']): LiveRow {
  return row.id === id ? { ...row, reply } : row
}

/** The newest beat grows until the next begins; missed ones are told as empty. */
function withBeat(pulse: LiveState['pulse'], beat: LiveState['pulse'][number]) {
  const last = pulse.at(-1)
  if (last?.time === beat.time) return [...pulse.slice(0, -1), beat]
  const missed = last ? Math.min(89, Math.round((beat.time - last.time) / 10_000) - 1) : 0
  const gap = Array.from({ length: Math.max(0, missed) }, (_, i) => ({
    time: last!.time + (i + 1) * 10_000,
    events: 0,
    decisions: 0,
    purchases: 0,
  }))
  return [...pulse, ...gap, beat].slice(-90)
}
