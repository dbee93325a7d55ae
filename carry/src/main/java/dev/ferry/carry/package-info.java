/**
 * What crosses the gap, and what keeps it on the other side.
 *
 * <p>The connected side exports a <em>parcel</em>: numbered parts, each verifiable alone, with
 * parity against loss. It holds only what the far side lacks, as deltas where that is smaller. The
 * isolated side imports it into a <em>depot</em>: blobs by their digest, the bundles that were
 * rebuilt from them, and a ledger of what came. What it holds (the <em>inventory</em>) and what an
 * import led to (the <em>receipt</em>) can go back; where nothing may go back, a request of a few
 * lines can be typed.
 */
@NullMarked
package dev.ferry.carry;

import org.jspecify.annotations.NullMarked;
