/**
 * What travels beside the packages: archives that are opened on the other machine, and Python
 * interpreters.
 *
 * <p>On the machine that installs, an archive which cannot be opened, or an interpreter for another
 * machine, is found out too late: nobody there can pack again. So everything that {@code
 * install.py} would refuse is refused here, by reading each archive to its end once. The checks are
 * pure: they look at bytes and at the description of a target, run nothing, and hold for every
 * target, also where this machine could not rehearse it.
 *
 * <p>{@link dev.ferry.bundle.carry.ArchiveContents} is what an archive holds, {@link
 * dev.ferry.bundle.carry.InterpreterArchive} what it says as a CPython, and {@link
 * dev.ferry.bundle.carry.CarriedFaults} all that is wrong with the {@code files} and {@code python}
 * of a spec, each {@link dev.ferry.bundle.carry.Fault} with the field it belongs to. {@link
 * dev.ferry.bundle.carry.TakenPaths} tells which places are taken by the environment itself.
 */
@NullMarked
package dev.ferry.bundle.carry;

import org.jspecify.annotations.NullMarked;
