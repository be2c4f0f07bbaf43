import { createCapture } from '../../protocol/capture/create-capture';
import type { Conversation } from '../../protocol/conversation';
import { replayEdited } from '../../protocol/capture/replay';
import { createMaskingKeys } from '../../protocol/masking-keys';
import type { EditedFrames } from './input';

/**
 * Writes the conversation as it stands, with the frames that the reader has edited and the answer to them, as a pcapng
 * file. The same conversation gives the same bytes: keys for the frames that a browser adds are hashed from what is sent.
 */
export function createCaptureFile(conversation: Conversation, edited: EditedFrames | undefined): Blob {
  const sent =
    edited === undefined ? conversation.flat() : replayEdited(conversation, edited, createMaskingKeys(edited.bytes));
  return new Blob([createCapture(sent)], { type: 'application/x-pcapng' });
}
