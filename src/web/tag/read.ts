/**
 * The page is parsed and its deferred scripts have run: they may tell the choice, and some take
 * over what their server printed, and throw it all away where they find something else in it.
 */
export function isRead(): boolean {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return page?.domContentLoadedEventStart > 0 || document.readyState === 'complete'
}
