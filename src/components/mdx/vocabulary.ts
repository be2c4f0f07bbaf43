/** The words that authors have in MDX: these components, by name, without an import. */
import Analogy from './Analogy.astro';
import Application from './Application.astro';
import Applications from './Applications.astro';
import Cards from './Cards.astro';
import Claim from './Claim.astro';
import ConnectionFlow from './ConnectionFlow.astro';
import Example from './Example.astro';
import Figure from './Figure.astro';
import Fix from './Fix.astro';
import KeyInsight from './KeyInsight.astro';
import Link from './Link.astro';
import Mistake from './Mistake.astro';
import Myth from './Myth.astro';
import Myths from './Myths.astro';
import Program from './Program.astro';
import Prompt from './Prompt.astro';
import Quiz from './Quiz.astro';
import SideBySide from './SideBySide.astro';
import Simulator from './Simulator.astro';
import SkipIt from './SkipIt.astro';
import Talk from './Talk.astro';
import Term from './Term.astro';
import Tldr from './Tldr.astro';
import Turn from './Turn.astro';
import UseIt from './UseIt.astro';
import With from './With.astro';
import Without from './Without.astro';

export const vocabulary = {
  a: Link,
  Analogy,
  Application,
  Applications,
  Cards,
  Claim,
  ConnectionFlow,
  Example,
  Figure,
  Fix,
  KeyInsight,
  Mistake,
  Myth,
  Myths,
  Program,
  Prompt,
  Quiz,
  SideBySide,
  Simulator,
  SkipIt,
  Talk,
  Term,
  Tldr,
  Turn,
  UseIt,
  With,
  Without,
};
