/**
 * Parity: whether Python and C++ answer the same from the same model and the same inputs.
 *
 * <p>A model is trained in Python and served in C++. Both come from one wheel, so the same kernels
 * run; what can still make the answers differ is how they are reached: another number of threads,
 * oneDNN switched on at one side and off at the other, another loader, another version. Parity
 * therefore pins the switches of both sides, runs both on every case, and compares output by output
 * ({@link dev.ferry.image.tensor.Comparison}).
 *
 * <p>A side is a program that follows one small contract: {@code PROGRAM run --model PREFIX
 * --inputs DIR --outputs DIR} reads {@code DIR/<case>/<input>.npy}, writes {@code
 * DIR/<case>/<output>.npy}, and may write {@code DIR/side.json} that tells which library answered
 * and with which switches; a side that says it did not take the switch is refused, because equal
 * answers would then prove nothing. The exit code counts: a program that gives right answers and
 * then crashes is not at parity.
 */
@NullMarked
package dev.ferry.image.parity;

import org.jspecify.annotations.NullMarked;
