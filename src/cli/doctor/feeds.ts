import { DAY } from '../../core/clock.ts'
import type { FeedRead, LogRecord } from '../../schema/record.ts'
import type { Finding } from '../../store/finding.ts'
import { notice } from './finding.ts'

/** Seen while the log is read through: when which feed came last, and when anything did. */
export class LogSeen {
  newestRecord = 0
  count = 0
  readonly #feeds = new Map<string, FeedRead>()

  observe(records: readonly LogRecord[]): void {
    this.count += records.length
    for (const record of records) {
      this.newestRecord = Math.max(this.newestRecord, record.receivedAt)
      if (record.type === 'feed_read') this.#feeds.set(record.body.feed, record.body)
    }
  }

  *examineFeeds(now: number): Generator<Finding> {
    for (const { feed, time, refused, rows } of this.#feeds.values()) {
      const days = Math.floor((now - time) / DAY)
      if (days >= 2) {
        const says = `the feed ${feed} was read ${days} days ago: prices and stock are as old`
        yield notice(
          'feeds',
          says,
          'read it again ("npm exec --no vitrine -- import"), and have that done daily',
        )
      }
      if (refused * 10 > rows) {
        const says = `${refused} of ${rows} rows of the feed ${feed} were refused`
        yield notice('feeds', says, 'the answer of its import names the fields')
      }
    }
  }
}
