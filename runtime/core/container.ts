/** What marks NodeList, NodeDict, VarList and VarDict, so that the tree finds what they hold (plain arrays and objects are not searched). */

export const contained: unique symbol = Symbol('myelin.contained');

export interface Container {
  /** The items by the last part of their path. */
  [contained](): Iterable<readonly [key: string, item: unknown]>;
}

export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && contained in value;
}
