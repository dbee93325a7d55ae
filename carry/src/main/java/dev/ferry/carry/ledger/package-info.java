/**
 * What the connected side knows of its isolated sites ({@code docs/formats/export-ledger.md}).
 *
 * <p>For each site the {@link dev.ferry.carry.ledger.SiteLedger} keeps every parcel as it was
 * planned, with its goods byte for byte, so that the same command makes the same parcel again and a
 * lost part can be brought again. And it keeps what the site said: the newest inventory, parcels
 * that arrived, blobs that it asked for.
 *
 * <p>{@link dev.ferry.carry.ledger.Belief} draws from both what the site has. What an inventory
 * lists is certain. What only travelled, with no answer, is believed for a few parcels and no
 * longer: each unanswered parcel remembers the oldest unanswered one that it rests on. So a parcel
 * that was lost without a word spoils a few that follow, and then everything is carried whole
 * again.
 */
@NullMarked
package dev.ferry.carry.ledger;

import org.jspecify.annotations.NullMarked;
