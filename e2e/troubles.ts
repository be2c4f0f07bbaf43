import type { BrowserContext } from 'playwright/test';

/**
 * What no reader should ever cause: messages in the console, errors nobody caught, violations of the content security
 * policy, requests to other origins. The fixture of the same name fails a test that met one it did not expect.
 */
export class Troubles {
  readonly #origin: string;
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Looks at all that happens in the pages of a context, from now on. */
  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => this.#found.push(`console ${message.type()}: ${message.text()}`));
    context.on('weberror', (error) => this.#found.push(`uncaught: ${error.error().message}`));
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== this.#origin) this.#found.push(`foreign request: ${request.url()}`);
    });
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        console.error(`policy violation: ${violatedDirective} ${blockedURI}`);
      });
    });
  }

  /** Says that a test means to cause troubles that look like this. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What was met and not expected. */
  get unexpected(): readonly string[] {
    return this.#found.filter((trouble) => !this.#expected.some((pattern) => pattern.test(trouble)));
  }
}
