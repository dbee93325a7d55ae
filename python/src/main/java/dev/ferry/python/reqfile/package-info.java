/**
 * Requirements files as pip reads them ("Requirements File Format" of pip's documentation).
 *
 * <pre>
 * -r base.txt
 * -c limits.txt
 * --extra-index-url https://index.example/extra/simple
 * paddlepaddle==3.2.2 \
 *     --hash=sha256:...
 * visualdl>=2.5; python_version &lt; "3.13"   # a comment
 * -e ./application
 * </pre>
 *
 * <p>A file goes through four stages, each a class: bytes become text by byte order mark or
 * encoding comment ({@code FileText}); the text becomes logical lines without comments, with
 * continuations joined and environment variables put in, each character still knowing its place
 * ({@code LogicalLine}); a line becomes what it asks for and its options ({@code ParsedLine}); and
 * nested files are followed until one {@link dev.ferry.python.reqfile.RequirementsFile} has
 * everything. Mistakes do not stop the reading: all of them are reported together, each with file,
 * line and column.
 *
 * <p>Where pip silently drops something, for example a marker written behind {@code --hash}, this
 * reader calls it a mistake. Files behind a URL are not fetched.
 */
@NullMarked
package dev.ferry.python.reqfile;

import org.jspecify.annotations.NullMarked;
