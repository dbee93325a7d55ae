/**
 * The content-addressed store: bytes that are kept once, under the name of their SHA-256.
 *
 * <p>A store is one folder, shared by every Ferry of a user and safe for several processes at once:
 *
 * <pre>
 * blobs/sha256/&lt;2&gt;/&lt;hex&gt;     whole files, read-only, never changed
 * partial/&lt;name&gt;.part          downloads under way; they survive a kill and are resumed
 * facts/&lt;kind&gt;/&lt;2&gt;/&lt;hex&gt;   small records that can be computed again at any time
 * </pre>
 *
 * <p><b>What is trusted.</b> A blob is hashed when it enters. From then on its name is believed as
 * long as its <em>seal</em> holds: its modification time is the fixed instant {@link
 * dev.ferry.store.Seal#TIME}, which every write through any of its hard links (a bundle shares its
 * inode) undoes, and its size is what the caller expects. A broken seal costs one more hashing, and
 * a blob that fails it is dropped as if it had never been there.
 *
 * <p><b>What is atomic.</b> Bytes are staged in the same file system, forced to the disk, and only
 * then moved to their final name. Whoever stages a digest holds a lock on it, so two processes that
 * want the same download do it once: the second waits and finds the blob.
 */
@NullMarked
package dev.ferry.store;

import org.jspecify.annotations.NullMarked;
