/**
 * The folder on the isolated side that keeps what came ({@code docs/formats/depot.md}).
 *
 * <pre>
 * depot.json                  the depot's own name, and the site's
 * depot.lock                  held by whoever changes something
 * blobs/sha256/&lt;2&gt;/&lt;hex&gt;      every file, once ({@link dev.ferry.store.LocalBlobStore})
 * bundles/&lt;name&gt;/             bundles, rebuilt of hard links to blobs
 * images/&lt;name&gt;.recipe.json   how images are made here
 * files/&lt;name&gt;                anything else
 * parcels/&lt;id&gt;/               parts of parcels that still lack something
 * receipts/&lt;id&gt;.json          what became of each parcel
 * ledger.jsonl                one line for each thing that happened
 * </pre>
 *
 * <p><b>Order of writing.</b> Blobs are forced to the disk before a folder that links to them gets
 * its name, the name before the ledger's line. So whatever moment a process or the power ends at,
 * what bears a final name is whole, and the same command again does the rest. A name that begins
 * with a dot is work under way; the next one who holds the lock removes it.
 *
 * <p><b>What decides.</b> The folders do: a bundle is there when its folder is. The ledger says how
 * it came to be, and which parcels need not come again.
 */
@NullMarked
package dev.ferry.carry.depot;

import org.jspecify.annotations.NullMarked;
