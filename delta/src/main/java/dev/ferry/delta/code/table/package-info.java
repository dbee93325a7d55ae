/**
 * Tables of a library that other sections decide: symbols, relocations, unwinding, exceptions.
 *
 * <p>When a function moves, its address changes in a symbol, in relocations, in the record that
 * says how to unwind it, in an index of these records; and the tables that count symbols by name
 * have their entries shuffled when one is added. Compared as bytes such tables differ nearly
 * everywhere, and hardly anything in them is news. So they are coded by what they mean. For each
 * entry of the new table {@link dev.ferry.delta.code.table.Columns} carry which entry of the old
 * one is its partner; each number is expected to be its partner's, sent through {@linkplain
 * dev.ferry.delta.code.AddressMap what is known} of where things went; and only what differs is
 * written. Indexes that follow from other tables are made anew.
 *
 * <p>{@link dev.ferry.delta.code.table.TablePlan} says which sections are coded so; {@link
 * dev.ferry.delta.code.table.Tables} does it, by the same code in both directions. A section that
 * has an unknown form, or would not come out bit for bit, is left out of the plan and is plain
 * bytes. All rules belong to the format of deltas and change only with its version.
 */
@NullMarked
package dev.ferry.delta.code.table;

import org.jspecify.annotations.NullMarked;
