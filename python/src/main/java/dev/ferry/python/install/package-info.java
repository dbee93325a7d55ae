/**
 * What an installation writes: a plan, made before the first byte is written.
 *
 * <p>Installing wheels is a pure function. From the wheels' directories and RECORDs, the
 * environment's folder, its interpreter and its variables follows a list of paths, each with a
 * mode, an owner and the place its bytes come from: a member of a wheel, bytes that the planner
 * made (scripts, {@code pyvenv.cfg}, RECORD), or a symbolic link. {@link
 * dev.ferry.python.install.InstallationPlanner} computes that list as an {@link
 * dev.ferry.python.install.InstallationPlan}; others execute it: a directory writer, an image
 * layer, a snapshot that asks which package a file belongs to. Whoever executes the same plan has
 * the same tree.
 *
 * <p>Ownership is settled in the plan, not by the order of writing. Equal bytes under one path are
 * shared; of different bytes those of the last package by normalised name are taken, with a warning
 * that names both. Nothing may take the place of the interpreter, of {@code pyvenv.cfg}, or write
 * into another package's dist-info; every destination is checked after joining to lie below its
 * scheme's folder.
 *
 * <p>The same plan is computed by {@code install.py} on a machine without Ferry; a test compares
 * the two trees. Described in {@code docs/formats/installation.md}. Sources: the "binary
 * distribution format", "recording installed projects" and "entry points" specifications of the
 * Python packaging guide, PEP 405 (virtual environments).
 */
@NullMarked
package dev.ferry.python.install;

import org.jspecify.annotations.NullMarked;
