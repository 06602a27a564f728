/**
 * The buffers that arrays are paged out to are allocated and freed all the time. glibc (Node on Linux) gives what is free at the top of its
 * heap back to the system, past a threshold that starts at 256 KiB: each page that is then taken again costs a fault, 2 µs where this was
 * measured, 290 µs instead of 60 for a copy of 400 kB. The threshold becomes 64 MiB once a buffer of nearly 32 MiB has been freed.
 * Elsewhere this changes nothing.
 */
const bytes = 32 * 2 ** 20 - 65_536;

/** By then the program makes garbage steadily. A buffer made at the first copy often outlived the next collections, and stayed (Node 20). */
const copiesBefore = 128;

let copies = 0;

/** To be called for each copy. At one of them makes such a buffer and drops it; nothing is written to it, so it takes address space but no memory. */
export function keepFreedMemory(): void {
  // Something must depend on the buffer, or bundlers leave it out.
  if (++copies === copiesBefore) copies += new ArrayBuffer(bytes).byteLength;
}
