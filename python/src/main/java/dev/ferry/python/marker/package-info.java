/**
 * Environment markers: the condition behind the {@code ;} of a requirement (PEP 508).
 *
 * <pre>async-timeout>=4.0.3; python_full_version &lt; "3.11.3"</pre>
 *
 * <p>A marker compares variables of the environment with literals, joined by {@code and} and {@code
 * or}. Ferry evaluates it for a target, never for the machine it runs on: {@link
 * dev.ferry.python.marker.MarkerEnvironment} holds the target's variables, those that a probe
 * measured before those that follow from the target's description.
 *
 * <p>A target given by name leaves variables open: the patch version of its Python, the release and
 * version of its kernel. A marker then holds if it holds for <em>some</em> value, the same value
 * throughout the marker, so that no dependency is missing on the machine in the end. {@link
 * dev.ferry.python.marker.OpenValues} finds a finite set of values that decides this: a comparison
 * changes its answer only at a literal, so the literals and their neighbours are enough.
 */
@NullMarked
package dev.ferry.python.marker;

import org.jspecify.annotations.NullMarked;
