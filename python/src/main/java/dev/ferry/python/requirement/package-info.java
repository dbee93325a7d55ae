/**
 * Dependency specifiers: what a package, a requirements file or a command line asks for (PEP 508).
 *
 * <pre>name[extra,extra]>=1.0,&lt;2; python_version &lt; "3.12"
 * name @ https://index.example/name-1.0-py3-none-any.whl ; sys_platform == "linux"</pre>
 *
 * <p>{@link dev.ferry.python.requirement.Requirement} is such a line taken apart. The grammar is
 * that of the {@code packaging} library, including old forms with the version in parentheses. It
 * deviates in one point: a name must end in a letter or digit, as PEP 508 says, where the library
 * lets an underscore pass.
 */
@NullMarked
package dev.ferry.python.requirement;

import org.jspecify.annotations.NullMarked;
