import { parse } from 'yaml';

/**
 * Parses the text of a YAML file.
 * @throws Error that begins with the file's name when the text is not YAML or repeats a key.
 */
export function parseYaml(text: string, fileName: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${fileName}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
