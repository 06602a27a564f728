/** The code blocks of a rule's page. */

export interface Example {
  readonly kind: 'wrong' | 'right';
  readonly text: string;
}

export function readExamples(page: string): readonly Example[] {
  return [...page.matchAll(/```ts\n(\/\/ (wrong|right)\n[^]*?)```/g)].map((match) => ({ kind: match[2] as Example['kind'], text: match[1]! }));
}
