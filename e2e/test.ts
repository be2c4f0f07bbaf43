import { test as base, expect, type BrowserContextOptions, type Page } from 'playwright/test';
import { DownloadedProgram } from './downloaded-program';
import { EngineServer } from './engine-server';
import { ArticlePage } from './pages/article-page';
import { CoursePage } from './pages/course-page';
import { DoctorPanel } from './pages/doctor-panel';
import { HelloPage } from './pages/hello-page';
import { ProgramPanel } from './pages/program-panel';
import { PromptCard } from './pages/prompt-card';
import { ConnectionFlowPanel } from './pages/connection-flow-panel';
import { QuizPanel } from './pages/quiz-panel';
import { SimulatorPanel } from './pages/simulator-panel';
import { WebSocketPage } from './pages/web-socket-page';
import { Troubles } from './troubles';

interface Fixtures {
  /** Fails the test afterwards if a reader would have met trouble; a test that causes some declares it here. */
  readonly troubles: Troubles;
  readonly article: ArticlePage;
  readonly course: CoursePage;
  readonly simulator: SimulatorPanel;
  readonly program: ProgramPanel;
  /** The quiz of the first module. */
  readonly quiz: QuizPanel;
  /** The quiz of /websockets/, which has a question with more than one right answer. */
  readonly explainerQuiz: QuizPanel;
  /** The program `hello`, downloaded and unpacked. */
  readonly hello: DownloadedProgram;
  /** The page that it serves. */
  readonly helloPage: HelloPage;
  /** The protocol engine on a socket, with a page that may connect to it. */
  readonly engine: EngineServer;
  readonly webSocketPage: WebSocketPage;
  readonly chatPrompt: PromptCard;
  readonly streamingPrompt: PromptCard;
  readonly explanationPrompt: PromptCard;
  readonly connectionFlow: ConnectionFlowPanel;
  readonly doctor: DoctorPanel;
  /** Another reader with a browser profile of their own, watched like the first. */
  readonly newReader: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Playwright's `test` with this site's page objects. */
export const test = base.extend<Fixtures>({
  troubles: [
    async ({ context, baseURL }, use) => {
      const troubles = new Troubles(new URL(baseURL ?? '').origin);
      await troubles.watch(context);
      await use(troubles);
      expect(troubles.unexpected, 'what no reader should cause').toEqual([]);
    },
    { auto: true },
  ],
  article: async ({ page }, use) => {
    await use(new ArticlePage(page));
  },
  course: async ({ page }, use) => {
    await use(new CoursePage(page));
  },
  simulator: async ({ page }, use) => {
    await use(new SimulatorPanel(page));
  },
  program: async ({ page }, use) => {
    await use(new ProgramPanel(page));
  },
  quiz: async ({ page }, use) => {
    await use(new QuizPanel(page));
  },
  explainerQuiz: async ({ page }, use) => {
    await use(new QuizPanel(page, 'websockets'));
  },
  hello: async ({ troubles }, use) => {
    troubles.expect(/^foreign request: http:\/\/localhost:/);
    const hello = await DownloadedProgram.unpack('hello');
    await use(hello);
    await hello.remove();
  },
  helloPage: async ({ page }, use) => {
    await use(new HelloPage(page));
  },
  engine: async ({ troubles }, use) => {
    troubles.expect(/^foreign request: http:\/\/(127\.0\.0\.1|localhost):/);
    const engine = await EngineServer.start();
    await use(engine);
    await engine.stop();
  },
  webSocketPage: async ({ page }, use) => {
    await use(new WebSocketPage(page));
  },
  chatPrompt: async ({ page }, use) => {
    await use(new PromptCard(page, 'A live chat'));
  },
  streamingPrompt: async ({ page }, use) => {
    await use(new PromptCard(page, 'AI answers'));
  },
  explanationPrompt: async ({ page }, use) => {
    await use(new PromptCard(page, 'Explain my WebSocket code'));
  },
  connectionFlow: async ({ page }, use) => {
    await use(new ConnectionFlowPanel(page));
  },
  doctor: async ({ page }, use) => {
    await use(new DoctorPanel(page));
  },
  newReader: async ({ browser, baseURL, troubles }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), ...options });
      contexts.push(context);
      await troubles.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
