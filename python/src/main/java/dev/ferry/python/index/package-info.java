/**
 * Where packages come from: indexes (PEP 503, PEP 691), pages and folders of links.
 *
 * <p>{@link dev.ferry.python.index.PackageIndex} is all that the resolver sees: the page of a
 * project, the metadata of a wheel, its bytes by range. {@link dev.ferry.python.index.WebIndex} is
 * it over real sources, which a {@link dev.ferry.python.index.SourceList} puts in order.
 *
 * <p><b>Which source.</b> A package that is pinned to a source is looked for nowhere else. Of the
 * others, the first that has the name serves it: named sources in the order of the spec, extra
 * indexes, the default index. Pages of links add files. Two indexes are never mixed. A source that
 * is out of reach is a failure, never a reason to take the next one; only its mirrors may stand in.
 *
 * <p><b>What it costs.</b> One page per project and one part of a wheel per candidate: a plain
 * index offers neither JSON nor separate metadata, so metadata comes from the end of the wheel.
 * Pages are kept parsed for as long as the server says, or ten minutes where it says nothing.
 *
 * <p><b>What is believed.</b> Pages are hostile input: bounded, streamed, and links may lead only
 * where {@link dev.ferry.python.http.RedirectRule} allows. Only SHA-256 counts as a hash. Facts
 * from a part of a file are kept under (source, location, claimed digest), never under the digest
 * alone.
 */
@NullMarked
package dev.ferry.python.index;

import org.jspecify.annotations.NullMarked;
