/**
 * What the parsers of this module share: a cursor over one line of text and the error that knows
 * its place in it.
 *
 * <p>The grammars of Python packaging (PEP 440, PEP 508) are small and were written for
 * hand-written parsers. Each parser here reads a string of bounded length from left to right with a
 * {@link dev.ferry.python.syntax.Cursor} and stops at the first mistake with a {@link
 * dev.ferry.python.syntax.SyntaxException}. A caller that knows more, for example the file and the
 * line, adds that; the plain {@code parse} factories turn it into a {@link
 * dev.ferry.model.FerryException}.
 */
@NullMarked
package dev.ferry.python.syntax;

import org.jspecify.annotations.NullMarked;
