/**
 * The delta file: its header, its streams, and the plan of the new file.
 *
 * <p>A delta is a header, a table of streams and the packed streams. The first stream holds the
 * {@linkplain dev.ferry.delta.format.Plan plan}: the new file as a tree of pieces. A piece is bytes
 * of the pool (all small things that changed, one after another, coded against the same things of
 * the old file), a native library that is coded by itself, a range of the old file, content that is
 * deflated again, or a zip whose headers follow from its central directory. The plan says where in
 * the old file something lies, never what it is: whoever applies a delta parses no container.
 *
 * <p>The page {@code docs/formats/delta.md} is the specification.
 */
@NullMarked
package dev.ferry.delta.format;

import org.jspecify.annotations.NullMarked;
