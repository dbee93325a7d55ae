/**
 * Fit: whether the compiled code of a set of wheels loads on a machine that is not here.
 *
 * <p>A wheel's tag is a promise that nobody checks: {@code manylinux1} stands on wheels that need
 * glibc 2.27. So the libraries themselves are asked, and compared with the target:
 *
 * <ol>
 *   <li>A symbol version newer than the target's C or C++ library, wanted by any library made for
 *       the target's machine, is a misfit. A weak want never is.
 *   <li>Code for another machine, a library that nobody carries, or too small an alignment counts
 *       only where it is <em>reached</em>: from an extension module or a program, along {@code
 *       DT_NEEDED}. Wheels carry strays that nothing loads.
 *   <li>What is reached and carried by no wheel, the machine must have: a {@link
 *       dev.ferry.model.SystemLibrary}, named with the packages that install it.
 *   <li>A wheel built for a CUDA release that the target's driver cannot run is a misfit.
 * </ol>
 *
 * <p>There are two checkers. {@link dev.ferry.scan.fit.CheapFitCheck} disproves while a set is
 * resolved: it reads the smallest libraries of a wheel by range, at most a megabyte of it. {@link
 * dev.ferry.scan.fit.SetFit} proves, over the records of all wheels of a set, after their bytes
 * came.
 */
@NullMarked
package dev.ferry.scan.fit;

import org.jspecify.annotations.NullMarked;
