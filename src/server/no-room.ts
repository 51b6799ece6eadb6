import { Problem } from './problem.ts'

/** What a full disk is answered with. What was sent is not lost on us twice: its ids tell. */
export function noRoomProblem(): Problem {
  const detail =
    'The disk of this server is full, so nothing can be kept: free some room there, then send the same again; what was kept after all counts once.'
  return new Problem(507, 'no_room', detail, { headers: { 'retry-after': '10' } })
}
