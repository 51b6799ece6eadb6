import type { Finding } from '../../store/finding.ts'

export function grave(part: string, says: string, mend: string): Finding {
  return { level: 'grave', part, says, mend }
}

export function notice(part: string, says: string, mend: string): Finding {
  return { level: 'notice', part, says, mend }
}
