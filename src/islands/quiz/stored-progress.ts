import { progressKey, readProgress, writeProgress, type Progress } from '../../quiz/progress';
import type { Session } from '../../quiz/session';

/** Looks on the device for progress. @param id name of the bank */
export function loadProgress(id: string): Progress {
  return readProgress(() => localStorage.getItem(progressKey(id)));
}

/** Keeps a session's progress on the device. @returns whether that worked: storage can be blocked or full */
export function saveProgress(id: string, session: Session): boolean {
  try {
    localStorage.setItem(progressKey(id), writeProgress(session));
    return true;
  } catch {
    return false;
  }
}
