/**
 * What a parcel says about itself ({@code docs/formats/goods.md}).
 *
 * <p>{@link dev.ferry.carry.goods.Goods} is the table of contents of a parcel. It counts every blob
 * that the far side needs in one series of <em>numbers</em>: first those that the far side is
 * believed to <em>hold</em> already, then the <em>items</em> that lie in the payload, one behind
 * the other. A number is short enough to be typed, so a request can ask for number 7 where a digest
 * would not fit on paper.
 *
 * <p>An item is whole, or a delta that needs other numbers as bases: held ones, or items before it.
 * A {@link dev.ferry.carry.goods.Root} is what a person asked to carry (a bundle, an image, a
 * file); it lists the numbers that it is made of. A parcel without roots brings single blobs that
 * somebody asked for.
 *
 * <p>Goods are read as hostile: {@link dev.ferry.carry.goods.GoodsReader} refuses what is out of
 * bounds, refers forward, counts twice or leads out of a folder, and names the field.
 */
@NullMarked
package dev.ferry.carry.goods;

import org.jspecify.annotations.NullMarked;
