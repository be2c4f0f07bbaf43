import { describe, expect, test } from 'vitest';
import { countWords, findComponents, findUnsourcedDigits, readingMinutes } from './mdx';

describe('findComponents', () => {
  test('finds each component with its attributes and its line, in order', () => {
    const body = [
      'Text and a <Claim id="a">claim',
      'over two lines</Claim> with a <Term id="b">term</Term>.',
      '',
      '<Example file="a/b.js" region="c" />',
      '<Prompt',
      '  id="chat"',
      '/>',
      '<KeyInsight>',
    ].join('\n');
    expect(findComponents(body)).toEqual([
      { name: 'Claim', attributes: { id: 'a' }, line: 1 },
      { name: 'Term', attributes: { id: 'b' }, line: 2 },
      { name: 'Example', attributes: { file: 'a/b.js', region: 'c' }, line: 4 },
      { name: 'Prompt', attributes: { id: 'chat' }, line: 5 },
      { name: 'KeyInsight', attributes: {}, line: 8 },
    ]);
  });

  test.each([
    ['double quotes', '<Claim id="a">'],
    ['single quotes', "<Claim id='a'>"],
    ['an expression', '<Claim id={"a"}>'],
    ['an expression in single quotes', "<Claim id={'a'}>"],
    ['a template', '<Claim id={`a`}>'],
    ['space around the sign', '<Claim id = "a">'],
    ['a flag before it', '<Claim isLong id="a">'],
    ['an expression before it', '<Claim size={2} id="a">'],
    ['a greater-than sign before it', '<Claim title="a > b" id="a">'],
  ])('an id cannot hide from the checks behind %s', (_name, body) => {
    // Read or not read, but never overlooked: a claim without an id that is known stops the build.
    const found = findComponents(body).map(({ name, attributes }) => `${name} ${attributes.id ?? 'a'}`);
    expect(found).toEqual(['Claim a']);
  });

  test.each(['`<Claim id="a">`', '```jsx\n<Claim id="a">\n```', '<claim id="a">', '</Claim>', 'a < B'])(
    'there is none in %j',
    (body) => {
      expect(findComponents(body)).toEqual([]);
    },
  );
});

describe('findUnsourcedDigits', () => {
  test.each([
    ['a number in prose', 'It takes 60 seconds.', '60'],
    ['a number with a unit', 'It takes 60s.', '60s.'],
    ['a number in bold', 'It takes **60** seconds.', '**60**'],
    ['a number in a heading', '## The 7 layers', '7'],
    ['a number inside a component that vouches for nothing', '<Fix>\n\nWait 60 seconds.\n\n</Fix>', '60'],
    ['a number behind a claim', '<Claim id="a">So it is</Claim>, 60 times.', '60'],
    ['a number in the text of a link', '[the 7 layers](/layers/)', '7'],
    ['a version that is no proper name', 'HTTP/4 is next.', 'HTTP/4'],
    ['a year alone', 'It was so in 2011.', '2011.'],
    ['a number in a list', '- 60 seconds', '60'],
    ['a share', '50 % of all', '50'],
    ['a number in a title, which the reader sees', '<Mistake title="Waiting 60 seconds">', '60'],
  ])('finds %s', (_name, body, text) => {
    expect(findUnsourcedDigits(body)).toMatchObject([{ text: expect.stringContaining(text) as string }]);
  });

  test.each([
    ['a claim', '<Claim id="a">it takes 60 seconds</Claim>'],
    [
      'a claim over lines, with a term inside',
      '<Claim id="a">it takes\n60 <Term id="b">seconds</Term>, 2 at most</Claim>',
    ],
    ['a figure', '<Figure id="bytes.http2" />'],
    ['code', 'Send `1000` and `101 Switching Protocols`.'],
    ['a block of code', '```js\nwait(60);\n```'],
    ['an id', '<Term id="http2">HTTP</Term>'],
    ['an address', '[the course](/learn/2/)'],
    ['the number of a list item', '1. Open it.\n2. Close it.'],
    ['the versions of HTTP', 'HTTP/1.1, HTTP/2, and HTTP/3'],
    ['a document', 'RFC 6455'],
    ['algorithms and encodings', 'SHA-1, Base64, UTF-8, TLS 1.3, IPv4, and IPv6'],
    ['a date', 'Checked on 22 November 2026 and on 3 May.'],
  ])('allows %s', (_name, body) => {
    expect(findUnsourcedDigits(body)).toEqual([]);
  });

  test('says the line, whatever stands before', () => {
    const body = '<Claim id="a">1\n2</Claim>\n\n```\n3\n```\n\nIt takes 60 seconds,\nor 61.\n';
    expect(findUnsourcedDigits(body)).toEqual([
      { line: 8, text: '60' },
      { line: 9, text: '61.' },
    ]);
  });
});

describe('Words and minutes', () => {
  test.each([
    ['', 0],
    ['One two three.', 3],
    ['Over `wss://` now', 3],
    ['<Term id="a">A full-duplex line</Term>, isn’t it?', 5],
    ['- **Bold**\n- _word_', 2],
    ['Größe, naïve, 你好', 3],
    ['— … &', 0],
  ])('%j has %d words', (body, count) => {
    expect(countWords(body)).toBe(count);
  });

  test.each([
    [0, 1],
    [220, 1],
    [329, 1],
    [330, 2],
    [2_200, 10],
  ])('%d words take %d minutes', (words, minutes) => {
    expect(readingMinutes(words)).toBe(minutes);
  });
});
