/**
 * What an import answers ({@code docs/formats/receipt.md}).
 *
 * <p>A {@link dev.ferry.carry.receipt.Receipt} says of one parcel what became of each thing that it
 * carried, which parts and bases are still missing, and what the depot has now. It is written
 * beside the depot's ledger and, where a person wants, to a file that travels back. There it
 * confirms what later updates may be made against, and asks for what did not arrive.
 *
 * <p>Where no file can travel back, the few lines of its {@code request} can be read out and typed.
 */
@NullMarked
package dev.ferry.carry.receipt;

import org.jspecify.annotations.NullMarked;
