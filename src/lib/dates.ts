/** A day as readers read it: `2026-11-22` becomes `22 November 2026`. @param isoDate an ISO date without time */
export function formatDate(isoDate: string): string {
  return new Date(isoDate).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}
