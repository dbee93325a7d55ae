/**
 * Tensors in files, and how far two of them are apart.
 *
 * <p>Two programs that run one model on one input should give one answer. Whether they do is said
 * in three steps, the strictest first. <b>Equal</b>: every element has the same bits (two NaN count
 * as the same). <b>Ulp</b>: elements are numbers of one type, and the number of representable
 * values between them, units in the last place, is within a limit; this step does not depend on how
 * large the numbers are. <b>Tolerance</b>: {@code |left - right| <= absolute + relative * |right|}.
 * An element that passes none of the three makes the output differ.
 *
 * <p>The files are NumPy's ({@code .npy}, numpy.lib.format versions 1.0 to 3.0) in C order. They
 * come from programs under test and are read as hostile: sizes are bounded, the shape must fit the
 * bytes, the header is matched and never evaluated.
 */
@NullMarked
package dev.ferry.image.tensor;

import org.jspecify.annotations.NullMarked;
