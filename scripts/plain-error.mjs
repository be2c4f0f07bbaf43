/** A failure that we foresaw. Its message is all a person needs to read, so it is printed without a stack trace. */
export class PlainError extends Error {}

/**
 * Runs a command's main function and turns its failure into an exit code.
 * A `PlainError` prints its message alone; anything else is a fault in these scripts and prints its stack.
 *
 * @param {() => Promise<number | void>} main resolves to the exit code; nothing means 0
 * @returns {Promise<void>}
 */
export async function runCommand(main) {
  try {
    const code = await main();
    // Only a failure is written down: a server that keeps running must not be given an exit code now.
    if (code) process.exitCode = code;
  } catch (error) {
    process.exitCode = printFailure(error);
  }
}

/**
 * Prints why something failed.
 *
 * @param {unknown} error
 * @returns {number} the exit code for it
 */
export function printFailure(error) {
  console.error(error instanceof PlainError ? `\n${error.message}` : error);
  return 1;
}
