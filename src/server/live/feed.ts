/**
 * The live page's memory: what is going on in the shop, kept in bounded rings.
 *
 * What the server calls:
 *
 *     const feed = new LiveFeed({ shop, nickname, names, visitNumber, explain, learnt })
 *     feed.observe(record, { repeated, arrived })   // every record applied, event_refused too,
 *                                                   // and every repeated one; also the log's last
 *                                                   // hour after a restart, oldest first
 *     feed.answered(ms)                             // each POST /v1/decisions, its time inside
 *     feed.state(now)                               // LiveState
 *     feed.events({ status }, now)                  // EventsState
 *     feed.subscribe(listener)                      // → () => void; listener(name, data)
 *
 *     app.register(liveRoutes, { feed, clock, preHandler })
 *                                                   // GET /v1/live, /v1/live/state, /v1/events/recent
 *
 * `preHandler` is the session check; it answers 401 itself.
 */
