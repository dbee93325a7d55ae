/**
 * Python packaging, evaluated for a machine that is not this one.
 *
 * <p>The way of a requirement goes through the packages below in this order. A {@code
 * dev.ferry.python.target.TargetArgument} (a name, or a probe's document) becomes a target with its
 * {@code marker} environment and ordered {@code tag}s. A {@code requirement} has a {@code name}, a
 * {@code version} specifier and a marker; {@code reqfile} reads the files that hold many. An {@code
 * index} has pages of files ({@code filename}) and their {@code metadata}, fetched by {@code http}
 * as {@code pipconfig} says. {@code solve} is PubGrub over bit sets and knows nothing of Python;
 * {@code resolve} poses it the question. What exists only as source is made a wheel by {@code
 * build} with an {@code interpreter} of this machine. The answer is a {@code lock}. Its files come
 * by {@code download}, are read by {@code wheel}, and {@code install} plans where each of their
 * members goes.
 *
 * <p>One port points outwards: {@code resolve.CandidateCheck} (do the libraries of this wheel load
 * there?), which the module {@code scan} implements.
 */
@NullMarked
package dev.ferry.python;

import org.jspecify.annotations.NullMarked;
