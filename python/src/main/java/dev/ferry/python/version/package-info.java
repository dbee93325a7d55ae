/**
 * Versions of Python distributions and the clauses that choose among them (PEP 440).
 *
 * <p>A version is {@code [epoch!]release[{a|b|rc}N][.postN][.devN][+local]}. Writing varies ({@code
 * 1.0-alpha.1}, {@code v1.0a1}), value does not: both are {@code 1.0a1}. Trailing zeros do not
 * count: {@code 1.0} equals {@code 1.0.0}, though each keeps its spelling. The order is
 *
 * <pre>1.0.dev1 &lt; 1.0a1.dev1 &lt; 1.0a1 &lt; 1.0rc1 &lt; 1.0 &lt; 1.0+cu118 &lt; 1.0.post1</pre>
 *
 * <p>Clauses have traps that matter for PaddlePaddle, whose GPU builds are post releases: {@code
 * ==2.6.2} does not match {@code 2.6.2.post120}, {@code >=2.6.2} does and prefers it, and {@code
 * >2.6.2} does <em>not</em>, since PEP 440 excludes the post releases of the version named. A local
 * label is ignored unless the clause has one: {@code ==2.1.0} matches {@code 2.1.0+cu118}.
 *
 * <p>Two deviations from PEP 440 bound what comes from outside: a version has at most 500
 * characters, and each of its numbers (outside the local label) at most 18 digits.
 */
@NullMarked
package dev.ferry.python.version;

import org.jspecify.annotations.NullMarked;
