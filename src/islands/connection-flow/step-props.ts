import type { Conversation, ConversationSettings } from '../../protocol/conversation';
import type { EditedFrames, Entries, Problems } from './input';

/** What each of the four steps gets to show and to change. */
export interface StepProps {
  /** What stands in the form, valid or not. */
  readonly entries: Entries;
  /** What the conversation is made of. */
  readonly settings: ConversationSettings;
  readonly problems: Problems;
  readonly conversation: Conversation;
  readonly onChange: (part: Partial<Entries>) => void;
  /** What the reader has written in place of a frame; `undefined` while nobody edits any. */
  readonly edited: EditedFrames | undefined;
  readonly onEdit: (edited: EditedFrames) => void;
}
