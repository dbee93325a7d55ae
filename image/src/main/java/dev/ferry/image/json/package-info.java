/**
 * JSON documents that come from outside: keep lists, golden cases, reports of the runner.
 *
 * <p>A document is read field by field. Each field has a type and an upper bound, and whatever is
 * wrong is said with the names of the file and of the field. A key that the format does not know is
 * a mistake: a document that means more than its reader understands must not pass for one that it
 * understands.
 */
@NullMarked
package dev.ferry.image.json;

import org.jspecify.annotations.NullMarked;
