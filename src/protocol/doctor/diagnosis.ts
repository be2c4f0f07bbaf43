import type { Endpoint } from '../conversation';
import type { Explanation } from '../explain';
import type { PasteFinding } from './finding';

/** What the doctor says about a paste. */
export interface Diagnosis {
  /** What the paste was taken for: `a request and a response of HTTP`; `undefined` for nothing that can be judged. */
  readonly read: string | undefined;
  /** The worst first; none for an empty paste. */
  readonly findings: readonly PasteFinding[];
  /** The frames among the bytes, where the paste was bytes. */
  readonly frames?: { readonly sender: Endpoint; readonly explanation: Explanation };
}
