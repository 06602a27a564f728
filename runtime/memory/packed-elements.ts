/** Elements in a form that takes less room than one element after the other: they are written out when something asks for their address. */
export abstract class PackedElements {
  /** Writes all elements to an address of Wasm memory, where they have room. Belongs into a call. */
  abstract expandTo(address: number): void;

  /** The sum of all elements. */
  abstract sum(): number;
}
